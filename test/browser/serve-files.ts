import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Handler, type Served, serve } from '../kit/src/loopback/serve.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface FilesSite {
  /** `https://app.test:PORT` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A static site: each path below a prefix of `folders` is a file of that folder, each other one a text of `pages`. The
 * longest prefix wins.
 */
export async function serveFiles({
  tls,
  folders,
  pages,
  headers = {},
  fallback,
}: {
  readonly tls: { readonly key: string; readonly cert: string };
  readonly folders: Readonly<Record<string, string>>;
  readonly pages: Readonly<Record<string, { readonly type: string; readonly body: string }>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fallback?: Handler;
}): Promise<FilesSite> {
  const served: Served = await serve(
    (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://app.test');
      const page = pages[pathname];
      if (page) {
        response.writeHead(200, { 'content-type': page.type, ...headers }).end(page.body);
        return undefined;
      }
      const prefix = Object.keys(folders)
        .filter((one) => pathname.startsWith(one))
        .sort((a, b) => b.length - a.length)[0];
      let file = prefix && path.join(folders[prefix] ?? '', pathname.slice(prefix.length));
      if (file && existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
      if (file && existsSync(file)) {
        const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, ...headers }).end(readFileSync(file));
        return undefined;
      }
      if (fallback) return fallback(request, response);
      response.writeHead(404).end('nothing here');
      return undefined;
    },
    { tls },
  );
  return { origin: `https://app.test:${served.port}`, port: served.port, close: served.close };
}
