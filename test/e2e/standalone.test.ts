import { fileURLToPath } from 'node:url';
import type { Offstage } from '@offstage/sdk';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { type FilesSite, serveFiles } from '../browser/serve-files.ts';

// An app without a bundler: the viewer as a folder that was copied somewhere, and as one module script, under a strict
// content security policy.

const dist = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const html = (body: string) => ({ type: 'text/html', body: `<!doctype html><title>App</title>${body}` });
const script = (body: string) => ({ type: 'text/javascript', body });

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'";

const TRUSTED = `${POLICY}; require-trusted-types-for 'script'; trusted-types offstage app`;

let browser: Chromium;
let sites: Readonly<Record<string, FilesSite>>;
let problems: string[];

beforeAll(async () => {
  browser = await launchChromium();
  sites = { 'strict policy': await startSite(POLICY), 'Trusted Types': await startSite(TRUSTED) };
  return async () => {
    await browser.close();
    for (const site of Object.values(sites)) await site.close();
  };
}, 60_000);

/** The policy is sent with everything, the worker's script included. */
async function startSite(policy: string): Promise<FilesSite> {
  const site = await serveFiles({
    tls: browser.certificates,
    headers: { 'content-security-policy': policy },
    folders: {
      '/tools/deep/offstage/': dist('viewer/dist/standalone'),
      '/module/': dist('viewer/dist/module'),
      '/vendor/': dist('sdk/dist'),
      '/worker/': dist('sw-plugin/dist'),
    },
    pages: {
      '/': html('<script src="/vendor/offstage.js" data-worker="/sw.js"></script>'),
      '/tag': html('<script type="module" src="/vendor/offstage.js" data-worker="/sw.js"></script>'),
      '/sw.js':
        script(`const policy = self.trustedTypes?.createPolicy('app', { createScriptURL: (url) => url });
        importScripts(policy ? policy.createScriptURL('/worker/offstage-sw.js') : '/worker/offstage-sw.js');
        addEventListener('push', (event) => event.waitUntil(registration.showNotification('Hello')));`),
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
  return site;
}

async function open(site: string, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(sites[site]?.origin + path);
  return page;
}

test('Trusted Types are enforced there, and not in the other', async () => {
  const assign = () => {
    try {
      document.createElement('p').innerHTML = '<b>text</b>';
      return 'taken';
    } catch {
      return 'refused';
    }
  };
  for (const [site, verdict] of [
    ['strict policy', 'taken'],
    ['Trusted Types', 'refused'],
  ] as const) {
    const page = await open(site, '/mounted');
    expect(await page.evaluate(assign)).toBe(verdict);
    await page.close();
  }
});

/** The doctor's rules come by a worker, or by `import()`: either is a script's address. Then nothing was complained of. */
async function doctorAnswers(page: Page): Promise<void> {
  await page
    .getByText(/Nothing found|problem/i)
    .first()
    .waitFor();
  expect(problems).toEqual([]);
  await page.close();
}

describe.each(['strict policy', 'Trusted Types'])('%s', (site) => {
  test('a folder copied to any path shows the log of its origin, and keeps its place in a link', async () => {
    const page = await open(site, '/tools/deep/offstage/');
    await page.getByRole('link', { name: /Push messaging/ }).click();
    await page.getByText('Push event dispatched').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/tools/deep/offstage/');
    expect(new URL(page.url()).hash).toContain('#/push');
    await page.reload();
    await page.getByText('Push event dispatched').first().waitFor();
    await doctorAnswers(page);
  });

  test('one module script mounts it into a page without React', async () => {
    const page = await open(site, '/mounted');
    await page.getByText('Push event').first().waitFor();
    await doctorAnswers(page);
  });

  test('a script tag of type "module" registers the worker that it names, and has the same global', async () => {
    const page = await open(site, '/tag');
    const script = await page.evaluate(async () => {
      const { registration } = (globalThis as unknown as { offstage: Offstage }).offstage;
      return (await registration)?.active?.scriptURL;
    });
    expect(script).toBe(`${sites[site]?.origin}/sw.js`);
    expect(problems).toEqual([]);
    await page.close();
  });
});
