import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PACKAGES = ['sw-plugin/src', 'sw-plugin/vite', 'sdk/src', 'server/src', 'viewer/src', 'viewer/cli/src'];
/** Below these nothing is ours, or everything is made by a test. */
const NOT_SOURCES = /(^|[\\/])(node_modules|dist|\.[\w-]+)[\\/]/;

/** Every source of the packages with borders, by its path relative to the repository. */
export const readSources = (): Record<string, string> => readFolders(PACKAGES, /\.tsx?$/);

/** The sources of the tests' own rooms, but for this one, which names what must not be. */
export const readTestSources = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(readFolders(['test'], /(?<!\.d)\.(?:tsx?|mjs)$/)).filter(
      ([file]) => !file.startsWith('test/imports/'),
    ),
  );

function readFolders(folders: readonly string[], wanted: RegExp): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of folders) {
    for (const item of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!wanted.test(item) || NOT_SOURCES.test(item)) continue;
      const file = `${folder}/${item.replaceAll(path.sep, '/')}`;
      files[file] = readFileSync(path.join(root, file), 'utf8');
    }
  }
  return files;
}

/**
 * The places that rules may name.
 *
 * @returns `rooms`: the folders of each package's `src`; `all`: packages, folders and files
 */
export function placesOf(files: Readonly<Record<string, string>>): {
  readonly rooms: readonly string[];
  readonly all: ReadonlySet<string>;
} {
  const all = new Set<string>();
  for (const file of Object.keys(files)) {
    const parts = file.split('/');
    for (let depth = 1; depth <= parts.length; depth++) all.add(parts.slice(0, depth).join('/'));
  }
  const rooms = [...all].filter((place) => /^(?:[^/]+\/src|test)\/[^/.]+$/.test(place));
  return { rooms, all };
}
