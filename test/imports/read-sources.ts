import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every TypeScript source of the packages with borders, by its path relative to the repository. */
export function readSources(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const folder of ['sw-plugin/src', 'sdk/src', 'server/src', 'viewer/src']) {
    for (const item of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(item)) continue;
      const file = `${folder}/${item.replaceAll(path.sep, '/')}`;
      files[file] = readFileSync(path.join(root, file), 'utf8');
    }
  }
  return files;
}
