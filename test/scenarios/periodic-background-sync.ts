import type { Page } from 'playwright-core';
import { recorded } from './recorded.ts';
import type { Scenario } from './stage.ts';

const register = (page: Page, tag: string): Promise<void> =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    await registration.periodicSync.register(tag, { minInterval: 1000 });
  }, tag);

const unregister = (page: Page, tag: string): Promise<void> =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready;
    await registration.periodicSync.unregister(tag);
  }, tag);

export const periodicBackgroundSync: readonly Scenario[] = [
  {
    name: 'a periodic sync that the browser schedules',
    service: 'periodicBackgroundSync',
    logs: [
      'Got next event delay',
      'Registered periodicsync',
      'Dispatched periodicsync event',
      'periodicsync event completed',
      'Unregistered periodicsync',
    ],
    async play(stage) {
      await register(stage.page, 'daily');
      await recorded(stage, 'periodicsync event completed', 'daily', { timeout: 20_000 });
      await unregister(stage.page, 'daily');
      await recorded(stage, 'Unregistered periodicsync', 'daily');
    },
  },
  {
    name: 'a periodic sync that rejects',
    service: 'periodicBackgroundSync',
    logs: [
      'Got next event delay',
      'Registered periodicsync',
      'Dispatched periodicsync event',
      'periodicsync event failed',
      'Unregistered periodicsync',
    ],
    async play(stage) {
      await register(stage.page, 'reject daily');
      await recorded(stage, 'periodicsync event failed', 'reject daily', { timeout: 20_000 });
      await unregister(stage.page, 'reject daily');
      await recorded(stage, 'Unregistered periodicsync', 'reject daily');
    },
  },
];
