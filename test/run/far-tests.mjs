import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const FOLDER = 'viewer/src';
/** What a test imports that shows all of the viewer: by way of it, each reaches everything. */
const WHOLE = /['"]\.[\w./-]*\/(?:LoadedViewer|Viewer|viewer-routes|route|show-viewer)\.tsx['"]/;

/** A file's room: the folder below its package's `src`, `''` for what lies beside the rooms. */
const roomOf = (file) => /\/src\/(?:([\w-]+)\/)?/.exec(file)?.[1] ?? '';

/**
 * Tests that show the whole viewer, and lie far from what has changed: they would be played for every change of anything.
 * Near are those in a room of the same name, and beside the rooms: all of them for a change of the viewer, `Viewer.test.tsx`
 * for one of what it shows.
 *
 * @param {readonly string[]} files what has changed, relative to the repository
 * @param {string} [base] the repository
 * @returns {string[]} relative to the viewer's package
 */
export function farTests(files, base = root) {
  const rooms = new Set(files.map(roomOf));
  const own = files.some((file) => file.startsWith(`${FOLDER}/`));
  return readdirSync(path.join(base, FOLDER), { recursive: true })
    .map((file) => `src/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.tsx?$/.test(file) && !files.includes(`viewer/${file}`))
    .filter((file) => WHOLE.test(readFileSync(path.join(base, 'viewer', file), 'utf8')))
    .filter((file) => {
      const room = roomOf(`viewer/${file}`);
      return room === '' ? !own && file !== 'src/Viewer.test.tsx' : !rooms.has(room);
    })
    .sort();
}
