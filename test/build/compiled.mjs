import { existsSync } from 'node:fs';
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

/**
 * Whether a folder of modules was deleted: the compiler believes its own notes, and would not write them anew.
 *
 * @param {string} [base] the repository
 */
export const modulesGone = (base = root) =>
  COMPILED.some(({ to }) => !existsSync(path.join(base, to, 'index.d.ts')));
