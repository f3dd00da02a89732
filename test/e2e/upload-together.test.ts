import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import type { ConsentSite } from '../upload/consent-site.ts';
import type { Collector } from '../upload/start-collector.ts';
import { openUploadStage, type UploadStage } from '../upload/upload-stage.ts';

// Several that send at once, and what sends is cut off in the middle of a post: each entry arrives, and is stored once.

const LONG = { timeout: 30_000 };
let stage: UploadStage;
let browser: Chromium;
let collector: Collector;

beforeAll(async () => {
  stage = await openUploadStage();
  ({ browser, collector } = stage);
  return () => stage.close();
});

const came = ({ origin }: ConsentSite): string[] =>
  collector.came.filter((entry) => entry.origin === `${origin}/`).map(({ id }) => id);

/** A tab of the app, whose page says yes and sends. */
async function tab({ origin }: ConsentSite): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${origin}/app?value`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await eventually(async () => came({ origin } as ConsentSite).length > 0, { ...LONG, what: 'a first post' });
  return page;
}

/** Pushes, and waits until that is over; `page` is of the site's origin. */
async function push({ origin }: ConsentSite, page: Page, text: string): Promise<void> {
  const ended = async (): Promise<number> =>
    (await readLog(page)).filter(({ event }) => event === 'Push event completed').length;
  const before = await ended();
  await browser.workers.deliverPush(`${origin}/`, text);
  await eventually(async () => (await ended()) > before, { ...LONG, what: `the end of the push ${text}` });
}

/** All that the log holds is at the server, once. */
async function allStored(site: ConsentSite, page: Page): Promise<void> {
  let missing: string[] = [];
  const stored = await eventually(
    async () => {
      const entries = (await readLog(page)).filter(({ service }) => service !== 'reporting');
      const ids = (await collector.stored())
        .filter(({ body }) => body.origin === `${site.origin}/`)
        .map(({ body }) => body.id);
      missing = entries.map(({ id }) => id).filter((id) => !ids.includes(id));
      return missing.length === 0 && ids.length === entries.length && ids;
    },
    { ...LONG, what: () => `all entries at the server, each once: ${missing.length} are missing` },
  );
  expect(new Set(stored).size).toBe(stored.length);
}

test('two tabs and the worker send in turn: none sends what another has sent', async () => {
  const site = await stage.open();
  const [one, two] = [await tab(site), await tab(site)];
  // A tab that is put behind another sends its newest at once, and once more in its turn.
  await allStored(site, one);
  const before = came(site).length;
  for (let n = 0; n < 6; n += 1) {
    for (const page of [one, two])
      await page.evaluate(() => navigator.serviceWorker.ready.then((found) => found.update()).then(() => {}));
    await push(site, one, `push ${n}`);
  }
  await allStored(site, one);
  const since = came(site).slice(before);
  expect(since.length).toBeGreaterThan(12);
  expect(since).toHaveLength(new Set(since).size);

  // Who is sending goes in the middle of it, and so does the other.
  collector.mood = 'slow';
  const { posts } = collector;
  await push(site, one, 'while it is slow');
  await eventually(() => collector.posts > posts, { ...LONG, what: 'a post that waits' });
  const blank = await browser.context.newPage();
  await blank.goto(`${site.origin}/blank`);
  await one.close();
  await two.close();
  collector.mood = 'well';
  await push(site, blank, 'when all have gone');
  await allStored(site, blank);
  await blank.close();
}, 120_000);

test('an update replaces the worker while it sends: its successor goes on', async () => {
  const site = await stage.open();
  const page = await tab(site);
  await page.goto(`${site.origin}/blank`);
  collector.mood = 'slow';
  const { posts } = collector;
  await push(site, page, 'while it is slow');
  await eventually(() => collector.posts > posts, { ...LONG, what: 'a post that waits' });
  site.deploy();
  await page.evaluate(() =>
    navigator.serviceWorker.getRegistration().then((found) => found?.update().then(() => undefined)),
  );
  await eventually(
    async () =>
      (await readLog(page)).filter(({ event }) => event === 'activate event completed').length === 2,
    { ...LONG, what: 'the new worker in its place' },
  );
  collector.mood = 'well';
  await push(site, page, 'to the new one');
  await allStored(site, page);
  await page.close();
}, 120_000);
