import type { Page } from 'playwright-core';
import { recorded } from './recorded.ts';
import type { Scenario } from './stage.ts';

/** Registers a one-off sync from the page. */
export const registerSync = (page: Page, tag: string): Promise<void> =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    await registration.sync.register(tag);
  }, tag);

export const backgroundSync: readonly Scenario[] = [
  {
    name: 'a sync that succeeds',
    service: 'backgroundSync',
    logs: ['Registered sync', 'Dispatched sync event', 'Sync completed'],
    async play(stage) {
      await registerSync(stage.page, 'ok');
      await recorded(stage, 'Sync completed', 'ok');
    },
  },
  {
    name: 'a sync registered offline, dispatched back online',
    service: 'backgroundSync',
    logs: ['Registered sync', 'Dispatched sync event', 'Sync completed'],
    async play(stage) {
      await stage.setOffline(true);
      try {
        await registerSync(stage.page, 'offline');
        await recorded(stage, 'Registered sync', 'offline');
      } finally {
        await stage.setOffline(false);
      }
      await recorded(stage, 'Sync completed', 'offline');
    },
  },
  {
    name: 'a sync that rejects to its last chance',
    service: 'backgroundSync',
    logs: [
      'Registered sync',
      'Dispatched sync event',
      'sync event failed',
      'Dispatched sync event',
      'sync event failed',
      'Dispatched sync event',
      'Sync completed',
    ],
    async play(stage) {
      await registerSync(stage.page, 'reject');
      await recorded(stage, 'Sync completed', 'reject', { timeout: 25_000 });
    },
  },
  {
    name: 'a sync whose handler throws',
    service: 'backgroundSync',
    logs: ['Registered sync', 'Dispatched sync event', 'Sync completed'],
    async play(stage) {
      await registerSync(stage.page, 'throw');
      await recorded(stage, 'Sync completed', 'throw');
    },
  },
  {
    name: 'a sync that never settles, to its time limit',
    service: 'backgroundSync',
    logs: ['Registered sync', 'Dispatched sync event', 'sync event failed'],
    async play(stage) {
      await registerSync(stage.page, 'hang');
      await recorded(stage, 'sync event failed', 'hang', { timeout: 20_000 });
      // Each further attempt would take its time limit again.
    },
  },
];
