import { registerSync } from '../../scenarios/background-sync.ts';
import type { Act, DoctorCase } from '../doctor-case.ts';

const onSync = (handler: string): string => `addEventListener('sync', ${handler});`;

const PAUSE = 'const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));\n';

/** A sync to an entry that is the last to say anything about it. */
const synced =
  (...last: readonly string[]): Act['play'] =>
  async ({ page, entry }) => {
    await registerSync(page, 'outbox');
    for (const event of last) await entry(event);
  };

const registerPeriodic: Act['play'] = async ({ page }) => {
  await page.evaluate(async () => {
    const { periodicSync } = await navigator.serviceWorker.ready;
    await periodicSync.register('news', { minInterval: 60_000 }).then(
      () => periodicSync.unregister('news'),
      () => undefined,
    );
  });
};

export const syncCases: readonly DoctorCase[] = [
  {
    rule: 'D9',
    severity: 'warning',
    what: 'work that goes on after a handler without waitUntil()',
    fault: {
      worker: `${PAUSE}${onSync(`async () => { await pause(100); throw new Error('offline'); }`)}`,
      async play(stage) {
        // Right after activation, the rejection might as well be of that event.
        await stage.entry('activate event completed');
        await stage.stopWorker();
        await synced('Sync completed', 'Unhandled rejection')(stage);
      },
    },
    healthy: {
      worker: `${PAUSE}${onSync(`(event) => event.waitUntil((async () => {
        await pause(100); throw new Error('offline'); })().catch(() => undefined))`)}`,
      play: synced('Sync completed'),
    },
  },
  {
    rule: 'D23',
    severity: 'info',
    what: 'a sync that fails once',
    fault: {
      worker: `let attempts = 0; ${onSync(`(event) => event.waitUntil(
        attempts++ ? Promise.resolve() : Promise.reject(new Error('offline')))`)}`,
      play: synced('sync event failed', 'Sync completed'),
      // As information: a rejection is how a sync asks for another attempt.
      also: ['D6'],
    },
    healthy: {
      worker: onSync('(event) => event.waitUntil(Promise.resolve())'),
      play: synced('Sync completed'),
    },
  },
  {
    rule: 'D24',
    severity: 'error',
    what: 'a sync that fails to its last chance',
    fault: {
      worker: onSync(`(event) => event.waitUntil(Promise.reject(new Error('offline')))`),
      play: synced('Sync completed'),
      also: ['D6', 'D23'],
    },
    healthy: {
      worker: onSync(`(event) => event.waitUntil(
        event.lastChance ? Promise.resolve() : Promise.reject(new Error('offline')))`),
      play: synced('Sync completed'),
      also: ['D6', 'D23'],
    },
    panel: { eventName: 'Sync completed', status: 'waitUntil rejected' },
  },
  {
    rule: 'D25',
    severity: 'warning',
    what: 'a sync whose failure does not reach waitUntil()',
    fault: {
      worker: `${PAUSE}${onSync(`(event) => {
        event.waitUntil(pause(300));
        Promise.reject(new Error('offline'));
      }`)}`,
      play: synced('Unhandled rejection', 'Sync completed'),
    },
    healthy: {
      worker: `${PAUSE}${onSync(`(event) => {
        event.waitUntil(pause(300));
        Promise.reject(new Error('offline')).catch(() => undefined);
      }`)}`,
      play: synced('Sync completed'),
    },
  },
  {
    rule: 'D27',
    severity: 'error',
    what: 'sync.register() without the permission',
    fault: {
      worker: onSync('(event) => event.waitUntil(Promise.resolve())'),
      async play(stage) {
        await stage.setPermission('background-sync', 'denied');
        await registerSync(stage.page, 'outbox').catch(() => undefined);
        await stage.entry('sync.register() rejected');
      },
    },
    healthy: {
      worker: onSync('(event) => event.waitUntil(Promise.resolve())'),
      play: synced('Sync completed'),
    },
  },
  {
    rule: 'D29',
    severity: 'warning',
    what: 'periodicSync.register() without the permission',
    fault: {
      worker: '',
      async play(stage) {
        await stage.setPermission('periodic-background-sync', 'denied');
        await registerPeriodic(stage);
        await stage.entry('periodicSync.register() rejected');
      },
    },
    healthy: {
      worker: '',
      async play(stage) {
        await registerPeriodic(stage);
        await stage.entry('Unregistered periodicsync');
      },
    },
  },
];
