import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature } from './feature.ts';
import { entryIn, logOf } from './log-of.ts';
import { wake } from './wake.ts';

declare global {
  /** What the page's subscription to the log has delivered: `seq` of each entry. */
  var delivered: number[];
}

const subscribeToLog = (stage: BrowserStage): Promise<void> =>
  stage.evaluate(() => {
    globalThis.delivered = [];
    offstage.log.subscribe((batch) => delivered.push(...batch.map(({ seq }) => seq)), { after: 0 });
  });

/** The page has got each entry of the log, once and in order. */
async function expectAllDelivered(stage: BrowserStage): Promise<void> {
  const all = (await logOf(stage)).map(({ seq }) => seq);
  await eventually(async () => (await stage.evaluate(() => delivered)).includes(all.at(-1) ?? 0));
  expect((await stage.evaluate(() => delivered)).slice(0, all.length)).toEqual(all);
}

export const workerFeatures: readonly Feature[] = [
  {
    name: 'Worker start, install and activate',
    async play(stage) {
      await entryIn(stage, { event: 'activate event completed' });
      const events = (await logOf(stage)).filter(({ context }) => context === 'worker');
      expect(events.slice(0, 5).map(({ event }) => event)).toEqual([
        'Worker started',
        'install event dispatched',
        'install event completed',
        'activate event dispatched',
        'activate event completed',
      ]);
      expect(new Set(events.map(({ boot }) => boot)).size).toBe(1);
      expect(events[2]).toMatchObject({ metadata: { Status: 'Success' }, trusted: true });
      expect(events[4]?.detail.extensions).toMatchObject([{ method: 'waitUntil', state: 'fulfilled' }]);
    },
  },
  {
    name: 'Relay from the worker to the page',
    async play(stage) {
      await subscribeToLog(stage);
      await eventually(() => stage.evaluate(() => offstage.log.state === 'connected'));
      await expectAllDelivered(stage);
      // Firefox's goes when it has been idle for a moment, and nobody is asked before it has started again.
      const boot = await eventually(
        () =>
          stage.evaluate(async () => {
            (await navigator.serviceWorker.ready).active?.postMessage('wake up');
            const worker = await offstage.log.worker();
            const alive = await offstage.log.alive();
            return worker && alive?.has(worker.boot) ? worker.boot : undefined;
          }),
        { what: 'a worker that answers and says that it is alive' },
      );
      const started = (await logOf(stage)).filter(({ event }) => event === 'Worker started');
      expect(started.map((entry) => entry.boot)).toContain(boot);
    },
  },
  {
    // WebKit puts a page aside with the transaction that is under way, and leaves that open.
    name: 'Log open to the next page when one is left in the middle of using it',
    async play(stage) {
      for (let time = 0; time < 5; time += 1) {
        await stage.goto(`${stage.origin}/?kept=${time}`);
        await stage.evaluate(() => {
          const forever = (use: () => Promise<unknown>): unknown => use().then(() => forever(use), String);
          forever(() => offstage.log.setRecording('paymentHandler', true));
          forever(() => offstage.log.clear('paymentHandler'));
          forever(() => offstage.log.usage());
        });
      }
      await stage.goto(stage.origin);
      expect((await stage.evaluate(() => offstage.log.usage())).entries).toBeGreaterThan(0);
      await entryIn(stage, { event: 'Worker started' });
    },
  },
];

/** Takes the worker's whole idle time, so it comes last. */
export const sleepFeatures: readonly Feature[] = [
  {
    name: 'Log kept while the worker sleeps and starts again',
    async play(stage) {
      const before = await logOf(stage);
      await stage.fallAsleep();
      await wake(stage);
      await stage.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        registration.active?.postMessage('wake up');
      });
      await eventually(
        async () => (await logOf(stage)).filter(({ event }) => event === 'Worker started').length >= 2,
        { what: 'a second worker start in the log' },
      );
      const after = await logOf(stage);
      expect(after.slice(0, before.length)).toEqual(before);
      await subscribeToLog(stage);
      await expectAllDelivered(stage);
    },
  },
];
