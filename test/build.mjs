/**
 * `pnpm build`: type declarations and modules by `tsc -b`, then what browsers load by Vite. Skips what is up to date;
 * `--force` builds everything.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { modulesGone } from './build/compiled.mjs';
import { copyAlong } from './build/copies.mjs';
import { removeStale } from './build/stale.mjs';
import { isFresh, stamp } from './build/stamp.mjs';
import { targets } from './build/targets.mjs';
import { environment, execute } from './run/execute.mjs';
import { root } from './run/root.mjs';
import { tool } from './run/tool.mjs';

const force = process.argv.includes('--force');
const limit = 180_000;
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

async function attempt(what, command, cwd = root) {
  const start = performance.now();
  // Whoever starts this: a test runner's NODE_ENV would make React's development code of it.
  const env = { ...environment, NODE_ENV: 'production' };
  const { code, output } = await execute(command, { limit, quiet: true, cwd, env });
  console.log(`${code === 0 ? 'built ' : 'FAILED'}  ${what} (${seconds(start)})`);
  if (code !== 0) {
    console.log(output);
    process.exitCode = 1;
  }
  return code === 0;
}

// Not `test`, which holds no part of what is built.
await attempt('modules and types', [
  ...tool('typescript', 'tsc'),
  '-b',
  ...(force || modulesGone() ? ['--force'] : []),
  ...['sw-plugin', 'sw-plugin/vite', 'sdk', 'server', 'viewer', 'viewer/cli', 'test/kit'],
]);

for (const stem of removeStale()) console.log(`removed ${stem}, which has no source any more`);

for (const target of targets) {
  if (!force && isFresh(target)) {
    console.log(`fresh   ${target.name}`);
    continue;
  }
  let good = true;
  for (const folder of target.emptied ?? [])
    rmSync(path.join(root, folder), { recursive: true, force: true });
  for (const config of target.configs) {
    const build = [...tool('vite'), 'build', '--config', config, '--logLevel', 'warn'];
    good = (await attempt(`${target.name}: ${config}`, build, path.join(root, target.folder))) && good;
  }
  if (good) stamp(target);
}

// The server's command serves the viewer without anything beside it.
copyAlong();
