import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../server/test/free-port.ts';
import { serveFiles } from '../browser/serve-files.ts';
import { eventually } from '../kit/src/eventually.ts';
import { authorsEnvironment } from './authors-environment.ts';
import type { Run } from './set-up.ts';

export interface RunningApp {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts what shows the app: a static site over https, or a server of the app's own tools at `http://localhost`. */
export async function startRun(
  run: Run,
  folder: string,
  tls: { readonly key: string; readonly cert: string },
): Promise<RunningApp> {
  if ('served' in run) {
    const served = path.join(folder, run.served);
    return serveFiles({
      tls,
      folders: { '/': served },
      pages: {},
      ...(run.singlePage && {
        fallback: (_, response) => {
          response.writeHead(200, { 'content-type': 'text/html' });
          response.end(readFileSync(path.join(served, 'index.html')));
        },
      }),
    });
  }
  const port = await freePort();
  const words = run.server.map((word) => word.replace('PORT', String(port)));
  const child = spawn('npx', ['--no-install', ...words], {
    cwd: folder,
    env: { ...authorsEnvironment(), PORT: String(port) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      output += data;
    });
  const origin = `http://localhost:${port}`;
  const close = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-(child.pid as number), 'SIGKILL');
    await gone;
  };
  try {
    await eventually(() => fetch(origin).then(({ ok }) => ok), {
      timeout: 90_000,
      what: () => `an answer of ${words.join(' ')}:\n${output.slice(-2_000)}`,
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { origin, close };
}
