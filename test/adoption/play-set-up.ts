import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { makeApp } from './make-app.ts';
import type { Run, SetUp } from './set-up.ts';
import { startRun } from './start-run.ts';

/** What a worker's script precaches, as Workbox writes it, and what Angular's list says. */
const PRECACHED = /\{[^{}]*\burl:[^{}]*\}|\{"revision"[^{}]*\}/g;
const ANGULARS = /"\/[^"]*": "[\da-f]{40}"/g;
/** What SvelteKit puts in the place of its list. */
const SVELTES = /["'`]\/[\w./-]+\.\w+["'`]/g;

function checkPrecache(folder: string, never: RegExp): void {
  const files = readdirSync(folder);
  const lists = files.includes('ngsw.json')
    ? ['ngsw.json']
    : files.filter((name) => /^(sw|service-worker)\.js$/.test(name));
  expect(lists).not.toEqual([]);
  for (const name of lists) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const pattern = name.endsWith('.json') ? ANGULARS : folder.includes('.svelte-kit') ? SVELTES : PRECACHED;
    const entries = text.match(pattern) ?? [];
    expect(entries).not.toEqual([]);
    expect(entries.filter((entry) => never.test(entry))).toEqual([]);
  }
}

/** Milliseconds. */
const PATIENCE = 20_000;

/**
 * Opens the app and waits for its worker. A dev server that finds a dependency late reloads the page, or leaves it half
 * loaded: whoever sees that loads it again.
 */
async function openApp(page: Page, origin: string): Promise<void> {
  await eventually(
    async () => {
      await page.goto(origin);
      const ready = page.evaluate(() => navigator.serviceWorker.ready.then(() => true)).catch(() => false);
      return Promise.race([ready, new Promise<false>((done) => setTimeout(done, PATIENCE, false))]);
    },
    { timeout: 4 * PATIENCE, what: () => `a worker at ${origin}` },
  );
}

/** A push and a sync, then both in the log and in the viewer. */
async function playRun(setUp: SetUp, run: Run, folder: string, browser: Chromium): Promise<void> {
  const app = await startRun(run, folder, browser.certificates);
  const { origin } = app;
  const page = await browser.context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await browser.grantPermissions(origin);
    await openApp(page, origin);
    const title = `Hello from ${setUp.name} at ${origin}`;
    await browser.workers.deliverPush(`${origin}/`, setUp.push?.(title) ?? title);
    await browser.notifications.waitFor(title);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).sync.register('adopted'));
    await waitForEntry(page, { event: 'Push event completed' });
    await waitForEntry(page, { event: 'Sync completed', instanceId: 'adopted' });
    await page.goto(`${origin}${setUp.viewer ?? '/viewer/'}`);
    await page.getByText('adopted').first().waitFor();
    await page
      .getByText(/Push event/)
      .first()
      .waitFor();
    // Its rules are a worker of their own, which a tool may leave behind.
    await page
      .getByText(/Nothing found|\d (error|warning|note)/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
  } finally {
    await page.close();
    await app.close();
  }
}

/** Installs and builds an app, then plays it wherever its author would look at it. */
export async function playSetUp(setUp: SetUp, tarballs: string, browser: Chromium): Promise<void> {
  const app = await makeApp(setUp, tarballs);
  try {
    for (const run of setUp.runs) {
      const built = setUp.precacheIn ?? ('served' in run ? run.served : undefined);
      if (built !== undefined && setUp.notPrecached && existsSync(path.join(app.folder, built)))
        checkPrecache(path.join(app.folder, built), setUp.notPrecached);
      await playRun(setUp, run, app.folder, browser);
    }
  } finally {
    app.remove();
  }
}
