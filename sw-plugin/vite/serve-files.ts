import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

type Next = () => void;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/**
 * Serves one file at one path, or a folder below one; everything else goes on to `next`. `where` gives the file or folder
 * at the time of the request: a package may be installed while the server runs.
 */
export function serveFiles(
  prefix: string,
  where: () => string | undefined,
): (request: IncomingMessage, response: ServerResponse, next: Next) => void {
  return (request, response, next) => {
    const [pathname = ''] = (request.url ?? '').split(/[?#]/);
    const base = where();
    if (base === undefined || (pathname !== prefix && !pathname.startsWith(`${prefix}/`))) return next();
    const folder = statSync(base).isDirectory();
    if (folder && pathname === prefix) {
      response.writeHead(302, { location: `${prefix}/` }).end();
      return undefined;
    }
    // No file of ours has an escape in its name, so none is decoded.
    const file = path.join(base, pathname.slice(prefix.length).replace(/\/$/, '/index.html'));
    // `..` in a path leads out of the folder: not ours to answer.
    const inside = file === base || file.startsWith(base + path.sep);
    if (!inside || !existsSync(file) || !statSync(file).isFile()) return next();
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
    });
    createReadStream(file).pipe(response);
    return undefined;
  };
}
