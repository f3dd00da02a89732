import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

export interface ViewerPages {
  /** Opens the page under a policy that allows no inline style or script. @param address path and search part */
  open(address: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** No inline style, no inline script, nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src 'self'";
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The browser: named by `CHROMIUM`, the system's, or Playwright's. */
function executable(): string {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find(
    (file) => file !== undefined && existsSync(file),
  );
  if (found === undefined) throw new Error('There is no Chromium. Run: npx playwright-core install chromium');
  return found;
}

/** Builds the test page, serves it on loopback, and starts a browser. */
export async function openPages(): Promise<ViewerPages> {
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
  const browser: Browser = await chromium.launch({ executablePath: executable(), args: ['--no-sandbox'] });
  return {
    async open(address, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(`http://127.0.0.1:${port}${address}`);
      await page.getByRole('navigation').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** axe's own script, for `page.evaluate`. */
export const axeSource = (): string =>
  readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
