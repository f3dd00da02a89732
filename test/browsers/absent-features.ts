import { expect } from 'vitest';
import type { Feature } from './feature.ts';
import { entryIn } from './log-of.ts';

/** A service that a page can ask for with one call; its first line in the log is the call. */
const called = (name: string, event: string, call: () => Promise<unknown>): Feature => ({
  name,
  async play(stage) {
    await stage.evaluate(call);
    expect((await entryIn(stage, { event })).context).toBe('page');
  },
});

export const absentFeatures: readonly Feature[] = [
  called('Background sync', 'sync.register() called', async () => {
    await (await navigator.serviceWorker.ready).sync.register('tag');
  }),
  called('Periodic background sync', 'periodicSync.register() called', async () => {
    await (await navigator.serviceWorker.ready).periodicSync.register('tag').catch(() => {});
  }),
  called('Background fetch', 'backgroundFetch.fetch() called', async () => {
    await (await navigator.serviceWorker.ready).backgroundFetch.fetch('id', ['/blob?n=1']);
  }),
];
