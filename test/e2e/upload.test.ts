import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '@offstage/sw-plugin/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';
import { type Collector, type Mood, startCollector } from '../upload/start-collector.ts';

// `pnpm test upload` plays it in full; the test command has a shorter one.
const PUSHES = process.env.OFFSTAGE_UPLOAD === 'all' ? 200 : 60;
const MOODS: readonly Mood[] = ['well', 'down', 'nonsense', 'slow', 'deaf'];

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-upload-'));
let stage: ChromiumStage;
let collector: Collector;

beforeAll(async () => {
  stage = await setStage({
    upload: async (certificates) => {
      collector = await startCollector(folder, certificates);
      return { url: collector.url, within: 600 };
    },
  });
});
afterAll(async () => {
  await stage.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Not `Math.random()`: the same moments each time, so that a failure can be looked at again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const ids = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id).sort();

test(`${PUSHES} pushes and no page: what the log holds arrives once, whatever becomes of worker and server`, async () => {
  const { browser, host, page } = stage;
  const scope = `${host.origin}/`;
  const random = randomOf(7);
  await page.goto('about:blank');
  for (let n = 0; n < PUSHES; n += 1) {
    if (n % 8 === 0) collector.mood = MOODS[(n / 8) % MOODS.length] as Mood;
    if (n % 30 === 20) await collector.killed();
    await browser.workers.deliverPush(scope, n % 5 ? `silent ${n}` : `reject ${n}`);
    await delay(random() * 400);
    if (random() < 0.25) await browser.workers.stopAll();
  }
  collector.mood = 'well';
  await browser.workers.stopAll();
  await browser.workers.deliverPush(scope, 'silent last');

  // Looked at by a page without anything of ours: it sends nothing.
  await page.goto(`${host.origin}/blank`);
  const { log, stored } = await eventually(
    async () => {
      const entries = (await readLog(page)).filter(({ service }) => service !== 'reporting');
      const arrived = await collector.stored();
      const last = entries.find(({ metadata }) => metadata.Payload === 'silent last');
      const isWhole =
        last && entries.some(({ span, detail }) => span === last.span && detail.phase === 'end');
      return isWhole && arrived.length >= entries.length && { log: entries, stored: arrived };
    },
    {
      timeout: 60_000,
      every: 500,
      what: () => `all entries on the server: ${collector.came.length} came in ${collector.posts} posts`,
    },
  );
  const bodies = stored.map(({ body }) => body as unknown as Entry);
  console.log(
    `${PUSHES} pushes: ${log.length} entries in the log, ${stored.length} stored, ` +
      `${collector.came.length} came in ${collector.posts} posts`,
  );
  expect(ids(bodies)).toEqual(ids(log));
  expect(new Set(ids(bodies)).size).toBe(bodies.length);
  expect(log.filter(({ event }) => event === 'Push event dispatched').length).toBeGreaterThan(PUSHES / 2);
  expect(log.filter(({ event }) => event === 'Worker started').length).toBeGreaterThan(5);
  // Nothing was lost, so none is told.
  expect(bodies.filter(({ event }) => event === 'Entries lost before upload')).toEqual([]);
  // Contents stay here.
  expect(JSON.stringify(bodies)).not.toContain('silent last');
}, 240_000);
