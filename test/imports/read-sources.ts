import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every TypeScript source of the packages with borders, by its path relative to the repository. */
export function readSources(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of ['sw-plugin/src', 'sw-plugin/vite', 'sdk/src', 'server/src', 'viewer/src']) {
    for (const item of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(item)) continue;
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
  const rooms = [...all].filter((place) => /^[^/]+\/src\/[^/.]+$/.test(place));
  return { rooms, all };
}
