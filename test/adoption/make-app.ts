import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execute } from '../run/execute.mjs';
import { authorsEnvironment } from './authors-environment.ts';
import type { SetUp } from './set-up.ts';

export interface App {
  /** Outside of the workspace, so that nothing is found there by chance. */
  readonly folder: string;
  remove(): void;
}

async function run(command: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await execute(command, {
    limit: 400_000,
    quiet: true,
    cwd,
    env: authorsEnvironment(),
  });
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output.slice(-4_000)}`);
}

/** Installs and builds an app as somebody outside would: packed tarballs, npm, an empty folder. */
export async function makeApp(setUp: SetUp, tarballs: string): Promise<App> {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-adoption-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const packed = readdirSync(tarballs);
    const ours = setUp.ours.map((name) => {
      const file = packed.find((one) => one.startsWith(`offstage-${name}-`));
      return [`@offstage/${name}`, `file:${path.join(tarballs, file ?? 'missing')}`];
    });
    const manifest = {
      name: 'app',
      private: true,
      type: 'module',
      dependencies: { ...setUp.packages, ...Object.fromEntries(ours) },
    };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    await run(['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'], folder);
    for (const [name, content] of Object.entries(setUp.files)) {
      const target = path.join(folder, name);
      mkdirSync(path.dirname(target), { recursive: true });
      if (content.startsWith('@our/'))
        cpSync(path.join(folder, 'node_modules', content.slice('@our/'.length)), target, { recursive: true });
      else writeFileSync(target, content);
    }
    for (const words of setUp.build ?? []) await run(['npx', '--no-install', ...words], folder);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
