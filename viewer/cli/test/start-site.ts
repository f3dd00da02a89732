import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered at a path; a text is a file of its extension's type. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Site {
  readonly url: string;
  /** What was asked for, in order: `POST /reports`. */
  readonly asked: readonly { readonly method: string; readonly path: string; readonly body: string }[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  html: 'text/html',
  json: 'application/json',
  css: 'text/css',
  svg: 'image/svg+xml',
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const piece of request) body += piece;
  return body;
};

/** A real server on this machine. A path with its method before it answers that alone: `OPTIONS /reports`. */
export async function startSite(answers: Readonly<Record<string, string | Buffer | Answer>>): Promise<Site> {
  const asked: { method: string; path: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const method = request.method ?? 'GET';
    asked.push({ method, path, body: await bodyOf(request) });
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const found =
      answers[`${method} ${path}`] ?? (method === 'GET' ? (answers[path] ?? answers[name]) : undefined);
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
      return;
    }
    const {
      status = 200,
      headers = {},
      body = '',
    } = typeof found === 'string' || Buffer.isBuffer(found) ? { body: found } : found;
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/html';
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
