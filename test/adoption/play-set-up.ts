import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { serveFiles } from '../browser/serve-files.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { makeApp } from './make-app.ts';
import type { SetUp } from './set-up.ts';

/** The scripts that a build put into the folder's worker, wherever they are listed. */
const workersIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^(sw|service-worker)\.js$/.test(name));

/** Installs, builds and opens an app, sends a push and a sync, and looks for both in the log and in the viewer. */
export async function playSetUp(setUp: SetUp, tarballs: string, browser: Chromium): Promise<void> {
  const app = await makeApp(setUp, tarballs);
  const served = path.join(app.folder, setUp.served);
  const site = await serveFiles({
    tls: browser.certificates,
    folders: { '/': served },
    pages: {},
    ...(setUp.singlePage && {
      fallback: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(readFileSync(path.join(served, 'index.html')));
      },
    }),
  });
  try {
    if (setUp.notPrecached !== undefined)
      for (const name of workersIn(served)) {
        const entries = readFileSync(path.join(served, name), 'utf8').match(
          /\{[^{}]*\burl:[^{}]*\}|\{"revision"[^{}]*\}/g,
        );
        expect(entries?.length ?? 0).toBeGreaterThan(0);
        expect(entries?.filter((entry) => setUp.notPrecached?.test(entry))).toEqual([]);
      }
    expect(existsSync(served)).toBe(true);
    await browser.grantPermissions(site.origin);
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(site.origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const title = `Hello from ${setUp.name}`;
    await browser.workers.deliverPush(`${site.origin}/`, title);
    await browser.notifications.waitFor(title);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).sync.register('adopted'));
    await waitForEntry(page, { event: 'Push event completed' });
    await waitForEntry(page, { event: 'Sync completed', instanceId: 'adopted' });
    await page.goto(`${site.origin}${setUp.viewer ?? '/viewer/'}`);
    await page.getByText('adopted').first().waitFor();
    await page
      .getByText(/Push event/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
    await page.close();
  } finally {
    await site.close();
    app.remove();
  }
}
