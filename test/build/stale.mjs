import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';
import { COMPILED } from './compiled.mjs';

const DECLARATION = /\.d\.ts$/;

/** Paths of all files below a folder, with `/`. */
const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map((file) => String(file).replaceAll('\\', '/'))
    : [];

const stemsOf = (folder, ending) =>
  filesIn(folder)
    .filter((file) => ending.test(file))
    .map((file) => file.replace(ending, ''));

/**
 * Deletes modules and declarations whose source is gone: the compiler leaves them, and a package would carry them along.
 * What has no declaration beside it is Vite's.
 *
 * @param {string} [base] the repository
 * @returns {string[]} what was deleted: paths relative to it, without an ending
 */
export function removeStale(base = root) {
  return COMPILED.flatMap(({ from, to }) => {
    const sources = new Set(stemsOf(path.join(base, from), /\.tsx?$/));
    const inner = COMPILED.map((other) => other.to).filter((other) => other.startsWith(`${to}/`));
    return stemsOf(path.join(base, to), DECLARATION)
      .filter((stem) => !sources.has(stem) && !inner.some((other) => `${to}/${stem}`.startsWith(`${other}/`)))
      .map((stem) => {
        for (const ending of ['.d.ts', '.d.ts.map', '.js', '.js.map'])
          rmSync(path.join(base, to, stem + ending), { force: true });
        return `${to}/${stem}`;
      });
  });
}
