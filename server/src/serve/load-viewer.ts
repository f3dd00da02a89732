import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OffstageError } from '../errors.ts';

export interface ViewerFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

/** The built viewer in memory, by path below `/viewer/` (`index.html`, `assets/…`). */
export type ViewerFiles = ReadonlyMap<string, ViewerFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Where the build puts a copy of the viewer, beside the built server. */
export const OWN_VIEWER: string = fileURLToPath(new URL('../viewer', import.meta.url));

/**
 * Reads a built viewer, by default the one that comes with this package. What is served later comes from this map alone, so no request can name a file outside.
 * Throws `VIEWER_NOT_BUILT`.
 */
export async function loadViewer(folder: string = OWN_VIEWER): Promise<ViewerFiles> {
  const files = new Map<string, ViewerFile>();
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = new Uint8Array(await readFile(path));
      files.set(relative(folder, path).split(sep).join('/'), {
        bytes,
        type: TYPES[extname(path)] ?? 'application/octet-stream',
        etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      });
    }
  } catch (error) {
    throw new OffstageError('VIEWER_NOT_BUILT', { folder }, { cause: error });
  }
  if (!files.has('index.html')) throw new OffstageError('VIEWER_NOT_BUILT', { folder });
  return files;
}
