import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './root.mjs';

const require = createRequire(path.join(root, 'package.json'));

/**
 * The command line that starts an installed package's command with this Node, e.g. `tool('vitest')`.
 * Not `node_modules/.bin/…`: those are shell scripts, which Windows can't spawn.
 *
 * @param {string} name package name
 * @param {string} [command] name of its command, where it differs from the package's
 * @returns {string[]} executable and first arguments
 */
export function tool(name, command = name) {
  // By path: not every package exports its `package.json`.
  const manifest = (require.resolve.paths(name) ?? [])
    .map((folder) => path.join(folder, name, 'package.json'))
    .find((file) => existsSync(file));
  if (manifest === undefined) throw new Error(`NOT_INSTALLED: ${name} is missing. Run: npx pnpm@12 install`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return [process.execPath, path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[command])];
}
