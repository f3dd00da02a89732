import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';
import { digest } from './digest.mjs';

// The lock file stands for every dependency, the Node version for what the tools do differently on another one.
const everywhere = ['pnpm-lock.yaml', 'tsconfig.base.json', 'test/build', 'test/build.mjs'];
const file = (name) => path.join(root, 'node_modules/.cache/offstage-build', `${name}.json`);
const state = ({ inputs, outputs }) => ({
  node: process.version,
  inputs: digest([...everywhere, ...inputs]),
  outputs: digest(outputs, { built: true }),
});

/**
 * @param {import('./targets.mjs').Target} target
 * @returns {boolean} true when the target was built from just these inputs, and its outputs are as they were then
 */
export function isFresh(target) {
  const now = state(target);
  if (now.inputs === undefined || now.outputs === undefined) return false;
  try {
    return readFileSync(file(target.name), 'utf8') === JSON.stringify(now);
  } catch {
    return false;
  }
}

/** @param {import('./targets.mjs').Target} target */
export function stamp(target) {
  mkdirSync(path.dirname(file(target.name)), { recursive: true });
  writeFileSync(file(target.name), JSON.stringify(state(target)));
}
