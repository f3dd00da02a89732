import path from 'node:path';
import type { Plugin } from 'vite';

export const IMPORT = '@offstage/sw-plugin/auto';

/**
 * Puts the plugin's import before the first line of a worker's module, on that line: all other lines keep their numbers.
 *
 * @param worker source of the worker, relative to the app's root
 */
export function importFirst(worker: string): Plugin {
  let file = '';
  return {
    name: 'offstage:import-first',
    enforce: 'pre',
    configResolved({ root }) {
      file = path.resolve(root, worker).replaceAll('\\', '/');
    },
    transform(code, id) {
      if (id.split('?')[0] !== file) return undefined;
      const first = /^\s*import\s*(?:[^'"]*?from\s*)?['"]([^'"]+)['"]/.exec(code)?.[1];
      return first === IMPORT ? undefined : { code: `import '${IMPORT}';${code}`, map: null };
    },
  };
}
