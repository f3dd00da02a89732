import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import type { Chromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import type { Collector } from '../upload/start-collector.ts';
import { openUploadStage, type UploadStage } from '../upload/upload-stage.ts';

// What two installations sent without a page, asked for at the server: by its API, in its viewer, by the command line's doctor.

const LONG = { timeout: 30_000 };
const MAIN = fileURLToPath(new URL('../../viewer/cli/dist/main.js', import.meta.url));

let stage: UploadStage;
let browser: Chromium;
let collector: Collector;

beforeEach(async () => {
  stage = await openUploadStage();
  ({ browser, collector } = stage);
  return () => stage.close();
});

interface Install {
  readonly id: string;
  readonly scope: string;
}

/** An installation whose page said yes, and whose worker was pushed to and sent that when the page had gone. */
async function installed(text: string, app: string): Promise<Install> {
  const site = await stage.open({ install: true, app });
  const { page } = browser;
  const scope = `${site.origin}/`;
  await page.goto(`${site.origin}/app?value`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The page has said its word, too, when it has sent something.
  await eventually(() => collector.came.some(({ origin }) => origin === scope), { ...LONG, what: 'a post' });
  await page.goto('about:blank');
  await browser.workers.deliverPush(scope, text);
  const pushed = await eventually(
    () => collector.came.find(({ origin, event }) => origin === scope && event === 'Push event completed'),
    { ...LONG, what: 'the push at the server' },
  );
  // All of the log has come, and nothing is written any more.
  await page.goto(`${site.origin}/blank`);
  let before = '';
  await eventually(
    async () => {
      const log = await readLog(page);
      const last = before;
      before = log.map(({ id }) => id).join();
      return before === last && log.every(({ id }) => collector.came.some((entry) => entry.id === id));
    },
    { ...LONG, every: 1_000, what: 'all of the log at the server' },
  );
  await page.goto('about:blank');
  return { id: pushed.install as string, scope };
}

test('two installations: each can be asked for by itself, and looked at beside the other', async () => {
  const well = await installed('hello', '1.0.0');
  const ill = await installed('throw', '2.0.0');
  const all = await collector.stored();
  const of = ({ id }: Install) => all.filter(({ body }) => body.install === id);
  expect(of(well).length).toBeGreaterThan(2);
  expect(of(ill).length).toBeGreaterThan(2);

  // The server's own filter, in every answer that takes one.
  const json = async (question: string) => (await collector.ask(question)).json();
  for (const one of [well, ill]) {
    const query = `install=${one.id}`;
    const entries = await collector.stored(query);
    expect(entries.map(({ id }) => id)).toEqual(of(one).map(({ id }) => id));
    // A page's own entries are of no scope, which is the worker's.
    const scoped = entries.filter(({ scope }) => scope !== '');
    expect(new Set(scoped.map(({ scope }) => scope))).toEqual(new Set([one.scope]));
    const { total, type } = await json(`/api/facets?${query}`);
    expect(total).toBe(entries.length);
    expect(type).toEqual([{ value: 'background-service', count: entries.length }]);
    const { buckets } = await json(`/api/histogram?${query}`);
    expect(buckets.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
      entries.length,
    );
    expect(await collector.stored(`scope=${encodeURIComponent(one.scope)}`)).toEqual(scoped);
    expect(await collector.stored(`app=${one === well ? '1.0.0' : '2.0.0'}`)).toEqual(entries);
  }
  expect(await collector.stored(`install=${well.id}&install=${ill.id}`)).toHaveLength(
    of(well).length + of(ill).length,
  );
  expect(await collector.stored(`install=${'0'.repeat(32)}`)).toEqual([]);

  // On screen: the stories of both, then of one of them.
  const page = await browser.context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.goto(`${collector.server}/viewer/?token=${collector.token}`);
  await page.goto(`${collector.server}/viewer/push-messaging?view=lifetimes`);
  const stories = (): Promise<(string | null)[]> => linesOf(page);
  await eventually(async () => (await stories()).length === 2, { ...LONG, what: 'both stories' });
  const filter = page.getByRole('combobox', { name: 'Filter' });
  const seen: (string | null)[][] = [];
  for (const { id } of [well, ill]) {
    await filter.fill(`install:${id}`);
    await eventually(async () => (await stories()).length === 1, { ...LONG, what: 'one story' });
    seen.push(await stories());
  }
  expect(seen[0]).not.toEqual(seen[1]);
  await filter.fill('');
  await eventually(async () => (await stories()).length === 2, { ...LONG, what: 'both again' });

  // The viewer's doctor, over all, and over the one that is chosen: it says over what, and the address holds it.
  const counted = (count: number): string => `${count} entries, from 20`;
  const saysDoctor = async (what: string, ...said: readonly string[]): Promise<string> => {
    let text = '';
    await eventually(
      async () => {
        text = (await page.locator('.os-doctor').textContent()) ?? '';
        return said.every((one) => text.includes(one));
      },
      { ...LONG, what: () => `${what}: ${text}` },
    );
    return text;
  };
  const chosen = () => new URL(page.url()).searchParams.get('f');
  await saysDoctor('the doctor over all', 'All installations', counted(all.length), ' errors');
  await page.getByRole('button', { name: 'All installations' }).click();
  const choose = (id: string) => page.getByRole('radio', { name: id.slice(0, 8) }).check();
  await choose(well.id);
  await saysDoctor(
    'the doctor over the well one',
    `Installation ${well.id.slice(0, 8)}`,
    counted(of(well).length),
    'Nothing found',
  );
  await eventually(() => chosen() === `install:${well.id}`, { ...LONG, what: 'the address' });
  await eventually(async () => (await stories()).length === 1, { ...LONG, what: 'its story' });
  await choose(ill.id);
  await saysDoctor('the doctor over the ill one', counted(of(ill).length), ' errors');
  await eventually(() => chosen() === `install:${ill.id}`, { ...LONG, what: 'the other in the address' });
  // A link says the same to whoever opens it.
  await page.goto(`${collector.server}/viewer/?f=install%3A${well.id}`);
  await saysDoctor(
    'the link',
    `Installation ${well.id.slice(0, 8)}`,
    counted(of(well).length),
    'Nothing found',
  );
  expect(wrong).toEqual([]);
  await page.close();

  // The doctor, over all and over one: only one is ill, and what the browser said is still there to be read.
  const doctor = (...words: readonly string[]) =>
    spawnSync(process.execPath, [MAIN, 'doctor', collector.server, '--json', ...words], {
      encoding: 'utf8',
      env: { ...process.env, OFFSTAGE_TOKEN: collector.token },
    });
  const rulesOf = ({ stdout }: ReturnType<typeof doctor>): string[] =>
    JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
  expect(rulesOf(doctor())).toContain('D7');
  expect(rulesOf(doctor(`install:${ill.id}`))).toContain('D7');
  expect(rulesOf(doctor(`install:${well.id}`))).not.toContain('D7');
  expect(doctor(`install:${ill.id}`).stdout).toContain('Failed to fetch');
}, 150_000);

/** What became of each push that is listed, in words. */
const linesOf = (page: Page): Promise<(string | null)[]> =>
  page.locator('.os-story-line').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
