import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../server/test/free-port.ts';
import { root } from '../run/root.mjs';
import { recipe } from './recipe.ts';
import { type RunningProgram, runProgram } from './run-program.ts';

export interface Mounted extends RunningProgram {
  readonly url: string;
}

/** Runs the recipe for a framework as its reader would: an app of its own in a folder of its own, on a free port. */
export async function startMounted(title: string, folder: string, token: string): Promise<Mounted> {
  const port = await freePort();
  mkdirSync(folder);
  symlinkSync(path.join(root, 'test/node_modules'), path.join(folder, 'node_modules'), 'junction');
  writeFileSync(path.join(folder, 'app.mjs'), recipe(title, 'js', { '3000': String(port) }));
  const url = `http://127.0.0.1:${port}`;
  const running = await runProgram([process.execPath, 'app.mjs'], {
    cwd: folder,
    env: { OFFSTAGE_TOKEN: token },
    isReady: async () => (await fetch(`${url}/offstage/healthz`)).status === 200,
  });
  return { ...running, url };
}
