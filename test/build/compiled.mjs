import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';

/** Where `tsc -b` writes, and of which sources. */
export const COMPILED = [
  { from: 'sw-plugin/vite', to: 'sw-plugin/dist/vite' },
  ...['sw-plugin', 'sdk', 'server', 'viewer', 'test/kit'].map((folder) => ({
    from: `${folder}/src`,
    to: `${folder}/dist`,
  })),
];

/** Vite empties these, and fills them with what needs no declaration. */
const EMPTIED = ['viewer/dist/app/', 'viewer/dist/standalone/'];
const NO_MODULE = /\.(?:test|fixture|d)\.tsx?$/;

/** A declaration for each source. */
function declarations(base) {
  return COMPILED.flatMap(({ from, to }) => {
    const folder = path.join(base, from);
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
    return files
      .map((file) => `${to}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !NO_MODULE.test(file))
      .filter((file) => !EMPTIED.some((folder) => file.startsWith(folder)))
      .map((file) => file.replace(/\.tsx?$/, '.d.ts'));
  });
}

/**
 * Whether a module was deleted, or a folder of them: the compiler believes its own notes, and would not write it anew.
 *
 * @param {string} [base] the repository
 */
export const modulesGone = (base = root) =>
  declarations(base).some((file) => !existsSync(path.join(base, file)));
