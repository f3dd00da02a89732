import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type FilesSite, serveFiles } from '../browser/serve-files.ts';

// An app without a bundler: the viewer as a folder that was copied somewhere, and as one module script, under a strict
// content security policy.

const dist = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const html = (body: string) => ({ type: 'text/html', body: `<!doctype html><title>App</title>${body}` });
const script = (body: string) => ({ type: 'text/javascript', body });

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'";

let browser: Chromium;
let site: FilesSite;
let problems: string[];

beforeAll(async () => {
  browser = await launchChromium();
  site = await serveFiles({
    tls: browser.certificates,
    headers: { 'content-security-policy': POLICY },
    folders: {
      '/tools/deep/offstage/': dist('viewer/dist/standalone'),
      '/module/': dist('viewer/dist/module'),
      '/vendor/': dist('sdk/dist'),
      '/worker/': dist('sw-plugin/dist'),
    },
    pages: {
      '/': html('<script src="/vendor/offstage.js" data-worker="/sw.js"></script>'),
      '/sw.js': script(
        "importScripts('/worker/offstage-sw.js'); addEventListener('push', (event) => event.waitUntil(registration.showNotification('Hello')));",
      ),
      '/mounted': html('<main id="here"></main><script type="module" src="/mount.js"></script>'),
      '/mount.js': script(
        "import { mountViewer } from '/module/offstage-viewer.js'; mountViewer(document.querySelector('#here'), { basename: '/mounted' });",
      ),
    },
  });
  await browser.grantPermissions(site.origin);
  await browser.page.goto(site.origin);
  await browser.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await browser.workers.deliverPush(`${site.origin}/`, 'text');
  await browser.notifications.waitFor('Hello');
  return async () => {
    await browser.close();
    await site.close();
  };
});

async function open(path: string): Promise<Page> {
  const page = await browser.context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(site.origin + path);
  return page;
}

test('a folder copied to any path shows the log of its origin, and keeps its place in a link', async () => {
  const page = await open('/tools/deep/offstage/');
  await page.getByRole('link', { name: /Push messaging/ }).click();
  await page.getByText('Push event dispatched').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/tools/deep/offstage/');
  expect(new URL(page.url()).hash).toContain('#/push');
  await page.reload();
  await page.getByText('Push event dispatched').first().waitFor();
  await page
    .getByText(/Nothing found|problem/i)
    .first()
    .waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

test('one module script mounts it into a page without React', async () => {
  const page = await open('/mounted');
  await page.getByText('Push event').first().waitFor();
  expect(problems).toEqual([]);
  await page.close();
});
