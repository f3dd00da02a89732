import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { type FilesSite, serveFiles } from '../browser/serve-files.ts';
import { authorityOfRun } from '../kit/src/certificates/authority-of-run.ts';
import { eventually } from '../kit/src/eventually.ts';
import { launch } from '../kit/src/index.ts';
import { expect } from '../kit/src/vitest.ts';

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

/** Counts what goes wrong in the page, from its first line on. */
const PAGE = `<!doctype html><title>Mixed</title>
<script>
  globalThis.errors = [];
  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
</script>
<script src="/offstage.js" data-worker="/sw.js"></script>`;

/** Each pair has an origin, and so a log, of its own. */
const openSite = async (worker: string, page: string): Promise<FilesSite> =>
  serveFiles({
    tls: (await authorityOfRun()).local,
    folders: {},
    pages: {
      '/': { type: 'text/html', body: PAGE },
      '/sw.js': script(WORKER),
      '/offstage-sw.js': script(worker),
      '/offstage.js': script(page),
    },
  });

describe.each([
  ['a worker of 0.1.0 and a page of today', release('offstage-sw.js'), today('sdk/dist/offstage.js')],
  ['a worker of today and a page of 0.1.0', today('sw-plugin/dist/offstage-sw.js'), release('offstage.js')],
])('%s', (_, worker, pageScript) => {
  test('both write, the page reads all of it, and each hears of the other', async () => {
    const site = await openSite(worker, pageScript);
    const { host } = new URL(site.origin);
    const at = { 'app.test': `localhost:${site.port}` };
    const app = await launch({ url: `https://${host}/`, plugin: 'none', at });
    const { page } = app;
    try {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.evaluate(() => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        offstage.log.subscribe((batch) => seen.push(...batch.map(({ event }) => event)), { after: 0 });
      });
      await eventually(() => page.evaluate(() => offstage.log.state === 'connected'), {
        what: 'a page that is connected',
      });
      expect(await app.push('Hello')).toHaveShownNotification({ title: 'Hello' });
      expect(await app.sync('mixed')).toHaveSynced('mixed');
      const wanted = ['Worker started', 'Push event completed', 'Registered sync', 'Sync completed'];
      await eventually(
        () =>
          page.evaluate(
            (wanted) =>
              wanted.every((name) => (globalThis as unknown as { seen: string[] }).seen.includes(name)),
            wanted,
          ),
        { what: `entries of both: ${wanted.join(', ')}`, timeout: 30_000 },
      );
      expect(await page.evaluate(() => (globalThis as unknown as { errors: string[] }).errors)).toEqual([]);
    } finally {
      await app.close();
      await site.close();
    }
  });
});
