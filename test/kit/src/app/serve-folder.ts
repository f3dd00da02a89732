import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Served, serve } from '../loopback/serve.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves a folder as it is at `http://localhost`. A path without a file is a page of its `index.html`, as a single-page app
 * has it; one that asks for a file by its ending is not there. It has no API.
 */
export function serveFolder(folder: string): Promise<Served> {
  const root = path.resolve(folder);
  if (!existsSync(path.join(root, 'index.html')))
    throw new Error(`NO_APP: ${root} has no index.html. Build the app first, or give its address as "url".`);
  return serve((request, response) => {
    // It has no API: a form or a sync that posts must not be told that all is well.
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    // Nothing above the folder, whatever the path says.
    const file = path.join(root, path.normalize(`/${pathname}`));
    const isFile = (name: string): boolean => existsSync(name) && statSync(name).isFile();
    const found = [file, path.join(file, 'index.html')].find(isFile);
    if (found === undefined && path.extname(pathname) !== '') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
      return;
    }
    const answer = found ?? path.join(root, 'index.html');
    const type = TYPES[path.extname(answer).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(answer));
  });
}
