import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '@offstage/sw-plugin/log';
import { afterAll, expect, test } from 'vitest';
import { launchFirefox } from '../firefox/launch-firefox.ts';
import { startHost } from '../host/start-host.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type LogPage, readLog } from '../log/read-log.ts';
import { subscribe } from '../scenarios/push-messaging.ts';
import { setStage } from '../scenarios/set-stage.ts';
import { type Collector, type Mood, startCollector } from '../upload/start-collector.ts';

// `pnpm test upload` plays it in full; the test command has a shorter one.
const isWhole = process.env.OFFSTAGE_UPLOAD === 'all';
const MOODS: readonly Mood[] = ['well', 'down', 'nonsense', 'slow', 'deaf'];
/** Pushes until the server has another mood. */
const TURN = isWhole ? 8 : 3;
/** Milliseconds after an event within which the worker sends. */
const WITHIN = 600;

const folder = mkdtempSync(path.join(tmpdir(), 'offstage-upload-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const folderOf = (name: string): string => mkdtempSync(path.join(folder, name));

/** Not `Math.random()`: the same moments each time, so that a failure can be looked at again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const ids = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id).sort();

interface Play {
  readonly collector: Collector;
  readonly pushes: number;
  /** Milliseconds between two pushes, at most. */
  readonly pause: number;
  push(n: number): Promise<unknown>;
  /** Stops the worker by force, where the browser lets a test do that. */
  stop?(): Promise<void>;
}

/** Pushes, while worker and server come and go by chance; in the end the server is well. */
async function play({ collector, pushes, pause, push, stop }: Play): Promise<void> {
  const random = randomOf(7);
  for (let n = 0; n < pushes; n += 1) {
    if (n % TURN === 0) collector.mood = MOODS[(n / TURN) % MOODS.length] as Mood;
    if (n % 30 === 10) await collector.killed();
    await push(n);
    await delay(random() * pause);
    if (stop && random() < 0.25) await stop();
  }
  collector.mood = 'well';
  await stop?.();
  await push(pushes);
}

/** Waits until all that the log holds is on the server, and compares the two by id. `page` has nothing of ours: it sends nothing. */
async function compare(page: LogPage, { collector, pushes, stop }: Play): Promise<void> {
  let seen = 0;
  const { log, stored } = await eventually(
    async () => {
      const entries = (await readLog(page)).filter(({ service }) => service !== 'reporting');
      const arrived = await collector.stored();
      const open = entries.filter(
        ({ event, span }) =>
          event === 'Push event dispatched' &&
          !entries.some((one) => one.span === span && one.detail.phase === 'end'),
      );
      // The last push is over, and no entry has come since the last look.
      const isOver = entries.length === seen && open.at(-1) !== entries.at(-1);
      seen = entries.length;
      return isOver && arrived.length >= entries.length && { log: entries, stored: arrived };
    },
    {
      timeout: 90_000,
      every: 1_000,
      what: () =>
        `all entries on the server: ${seen} in the log, ${collector.came.length} came in ${collector.posts} posts`,
    },
  );
  const bodies = stored.map(({ body }) => body as unknown as Entry);
  const starts = log.filter(({ event }) => event === 'Worker started').length;
  console.log(
    `${pushes} pushes, ${starts} worker starts: ${log.length} entries in the log, ${stored.length} stored; ` +
      `${collector.came.length} came in ${collector.posts} posts`,
  );
  expect(ids(bodies)).toEqual(ids(log));
  expect(new Set(ids(bodies)).size).toBe(bodies.length);
  expect(log.filter(({ event }) => event === 'Push event dispatched').length).toBeGreaterThan(pushes / 2);
  // Where a test may stop a worker it did; elsewhere it goes when the browser likes.
  if (stop) expect(starts).toBeGreaterThan(1);
  // Nothing was lost, so none is told.
  expect(bodies.filter(({ event }) => event === 'Entries lost before upload')).toEqual([]);
  // Contents stay here.
  expect(JSON.stringify(bodies)).not.toMatch(/(silent|reject|shown) \d/);
}

const upload = (collector: Collector) => ({
  url: collector.url,
  within: WITHIN,
  app: '1.2.3',
  install: true,
});

test('Chromium, and no page: what the log holds arrives once, whatever becomes of worker and server', async () => {
  let collector: Collector | undefined;
  const stage = await setStage({
    upload: async (certificates) => {
      collector = await startCollector(folderOf('chromium-'), certificates);
      return upload(collector);
    },
  });
  if (collector === undefined) throw new Error('There is no collector');
  const { browser, host, page } = stage;
  try {
    await page.goto('about:blank');
    const played: Play = {
      collector,
      pushes: isWhole ? 200 : 40,
      pause: 400,
      push: (n) => browser.workers.deliverPush(`${host.origin}/`, n % 5 ? `silent ${n}` : `reject ${n}`),
      stop: browser.workers.stopAll,
    };
    await play(played);
    await page.goto(`${host.origin}/blank`);
    await compare(page, played);

    // One install's entries can be asked for, with what is known of them, and forgotten.
    const [{ body, app, scope, os } = {} as never] = await collector.stored(
      `app=1.2.3&scope=${encodeURIComponent(`${host.origin}/`)}`,
    );
    expect({ app, scope }).toEqual({ app: '1.2.3', scope: `${host.origin}/` });
    expect(os).toBe('Linux');
    expect(body.install).toMatch(/^[0-9a-f]{32}$/);
    const query = `install=${body.install}`;
    const all = await collector.stored(query);
    expect(all.length).toBeGreaterThan(40);
    const erased = await collector.ask(`/api/reports?${query}`, { method: 'DELETE' });
    expect(await erased.json()).toEqual({ removed: all.length });
    expect(await collector.stored()).toEqual([]);
  } finally {
    await stage.close();
    await collector.close();
  }
}, 300_000);

test('Firefox, and no page: the same', async () => {
  const firefox = await launchFirefox({
    workerIdle: 1_500,
    // Firefox ends a subscription after so many pushes that show nothing, or too late on a busy machine.
    preferences: { 'dom.push.maxQuotaPerSubscription': 10_000 },
  });
  const { page, push, certificates } = firefox;
  const collector = await startCollector(folderOf('firefox-'), certificates, 'localhost');
  const host = await startHost({ tls: certificates, upload: upload(collector) });
  try {
    const origin = `https://localhost:${host.port}`;
    await page.goto(origin);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const subscription = await subscribe(page);
    await page.goto('about:blank');
    const played: Play = {
      collector,
      pushes: isWhole ? 200 : 16,
      // Some of them longer than an idle worker lives.
      pause: isWhole ? 3_000 : 800,
      async push(n) {
        await push.connected();
        await push.send(subscription, n % 5 ? `shown ${n}` : `reject ${n}`);
        if (!isWhole && n % 8 === 7) await delay(3_500);
      },
    };
    await play(played);
    await page.goto(`${origin}/blank`);
    await compare(page, played);
  } finally {
    await firefox.close();
    await host.close();
    await collector.close();
  }
}, 900_000);
