import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** A page with the viewer over a made-up log, on loopback. */
export interface ServedPage {
  /** Without a slash at its end. */
  readonly origin: string;
  close(): void;
}

/** No inline style, no inline script, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the test page, and serves it under a policy that allows no inline style or script. */
export async function servePage(): Promise<ServedPage> {
  const root = fileURLToPath(new URL('./page/', import.meta.url));
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, target: 'es2022', assetsInlineLimit: 0 },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const one of [result].flat()) {
    if (!('output' in one)) continue;
    for (const item of one.output)
      files.set(`/${item.fileName}`, item.type === 'chunk' ? item.code : item.source);
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = files.has(pathname) ? pathname : '/index.html';
    response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICY);
    response.end(files.get(name));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
