import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../problem.ts';

/** The folder of one of our packages: as the app has it, else as this program brings it along. */
export function packageFolder(name: string, root: string): string {
  for (const from of [path.join(root, 'package.json'), import.meta.url]) {
    try {
      return path.dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {
      // Not there: the next place.
    }
  }
  throw new Problem('NO_PACKAGE', { name });
}

const readOf = (name: string, file: string, root: string): Buffer => {
  try {
    return readFileSync(path.join(packageFolder(name, root), file));
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('NO_PACKAGE', { name });
  }
};

/** The plugin as a classic script. */
export const pluginScript = (root: string): Buffer =>
  readOf('@offstage/sw-plugin', 'dist/offstage-sw.js', root);

/** The page's side as a classic script. */
export const pageScript = (root: string): Buffer => readOf('@offstage/sdk', 'dist/offstage.js', root);

/** The viewer as a folder of files, by their names below it: its page, and what that page leads to. */
export function viewerFiles(root: string): ReadonlyMap<string, Buffer> {
  const folder = path.join(packageFolder('@offstage/viewer', root), 'dist/standalone');
  const there = new Map<string, Buffer>();
  try {
    for (const item of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!item.isFile()) continue;
      const full = path.join(item.parentPath, item.name);
      there.set(path.relative(folder, full).replaceAll(path.sep, '/'), readFileSync(full));
    }
  } catch {
    throw new Problem('NO_PACKAGE', { name: '@offstage/viewer' });
  }
  const page = there.get('index.html');
  if (page === undefined) throw new Problem('NO_PACKAGE', { name: '@offstage/viewer' });
  // A build leaves the files of the one before; nothing leads to those.
  const files = new Map([['index.html', page]]);
  for (const [, content] of files)
    for (const [name, bytes] of there)
      if (!files.has(name) && content.includes(path.posix.basename(name))) files.set(name, bytes);
  const licences = there.get('THIRD-PARTY-LICENSES.md');
  if (licences !== undefined) files.set('THIRD-PARTY-LICENSES.md', licences);
  return files;
}
