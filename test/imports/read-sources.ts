import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PACKAGES = ['sw-plugin/src', 'sw-plugin/vite', 'sdk/src', 'server/src', 'viewer/src', 'viewer/cli/src'];
/** Below these nothing is ours, or everything is made by a test. */
const NOT_SOURCES = /^(node_modules|dist|\..*)$/;

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
  const read = (folder: string): void => {
    // Not `recursive`: that follows the links of an installation, which lead in circles.
    for (const item of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${item.name}`;
      if (item.isDirectory()) {
        if (!NOT_SOURCES.test(item.name)) read(file);
      } else if (wanted.test(item.name)) files[file] = readFileSync(path.join(root, file), 'utf8');
    }
  };
  for (const folder of folders) read(folder);
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
