import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';

const ignored = new Set(['node_modules', 'dist', '.tsc', '.offstage', 'coverage']);

function* filesUnder(place, skip) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) {
    yield place;
    return;
  }
  for (const item of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (item.isDirectory() ? !skip.has(item.name) : item.isFile())
      yield* filesUnder(path.join(place, item.name), skip);
  }
}

/**
 * One hash over names and contents. Contents, not times: a checkout or a clock changes those at will.
 *
 * @param {readonly string[]} places files and folders, relative to the repository
 * @param {{ built?: boolean }} [options] `built`: the places are build results, so look into `dist` folders too
 * @returns {string | undefined} undefined when one of the places does not exist
 */
export function digest(places, { built = false } = {}) {
  const hash = createHash('sha256');
  for (const place of places) {
    const absolute = path.join(root, place);
    if (!existsSync(absolute)) return undefined;
    for (const file of filesUnder(absolute, built ? new Set() : ignored)) {
      hash.update(`${path.relative(root, file)}\0`);
      hash.update(readFileSync(file));
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}
