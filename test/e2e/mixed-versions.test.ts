import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type FilesSite, serveFiles } from '../browser/serve-files.ts';
import { eventually } from '../kit/src/eventually.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';

// A deployment reaches pages and workers at different times: the scripts of 0.1.0 beside those of today, either way.

const today = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const release = (name: string): string =>
  readFileSync(new URL(`../formats/0.1.0/${name}.txt`, import.meta.url), 'utf8');
const WORKER = `importScripts('./offstage-sw.js');
addEventListener('push', (event) => event.waitUntil(registration.showNotification(event.data.text())));
addEventListener('sync', (event) => event.waitUntil(Promise.resolve()));
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));`;

const script = (body: string) => ({ type: 'text/javascript', body });
const html = (body: string) => ({ type: 'text/html', body });

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
  return () => browser.close();
});

/** Each pair has an origin, and so a log, of its own. */
async function openSite(worker: string, page: string): Promise<FilesSite> {
  const site = await serveFiles({
    tls: browser.certificates,
    folders: {},
    pages: {
      '/': html(
        '<!doctype html><title>Mixed</title><script src="/offstage.js" data-worker="/sw.js"></script>',
      ),
      '/sw.js': script(WORKER),
      '/offstage-sw.js': script(worker),
      '/offstage.js': script(page),
    },
  });
  await browser.grantPermissions(site.origin);
  return site;
}

describe.each([
  ['a worker of 0.1.0 and a page of today', release('offstage-sw.js'), today('sdk/dist/offstage.js')],
  ['a worker of today and a page of 0.1.0', today('sw-plugin/dist/offstage-sw.js'), release('offstage.js')],
])('%s', (_, worker, pageScript) => {
  test('both write, the page reads all of it, and each hears of the other', async () => {
    const site = await openSite(worker, pageScript);
    const page = await browser.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    try {
      await page.goto(site.origin);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        offstage.log.subscribe((batch) => seen.push(...batch.map(({ event }) => event)), { after: 0 });
      });
      await eventually(() => page.evaluate(() => offstage.log.state === 'connected'), {
        what: 'a page that is connected',
      });
      await browser.workers.deliverPush(`${site.origin}/`, `Hello at ${site.origin}`);
      await browser.notifications.waitFor(`Hello at ${site.origin}`);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).sync.register('mixed'));
      await waitForEntry(page, { event: 'Push event completed' });
      await waitForEntry(page, { event: 'Sync completed', instanceId: 'mixed' });
      const wanted = ['Worker started', 'Push event completed', 'Registered sync', 'Sync completed'];
      await eventually(
        () =>
          page.evaluate(
            (wanted) =>
              wanted.every((name) => (globalThis as unknown as { seen: string[] }).seen.includes(name)),
            wanted,
          ),
        { what: `entries of both: ${wanted.join(', ')}` },
      );
      expect(errors).toEqual([]);
    } finally {
      await page.close();
      await site.close();
    }
  });
});
