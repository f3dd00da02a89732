import type { Lack } from './feature.ts';

/** The browser has no interface of this name, so it is asked for none. */
const without = (name: string): Lack => ({
  why: 'no such interface',
  holds: (stage) => stage.evaluate((name) => !(name in globalThis), name),
});

/** The three services that only Chromium has. */
export const INTERFACE_LACKS: Readonly<Record<string, Lack>> = {
  'Background sync': without('SyncManager'),
  'Periodic background sync': without('PeriodicSyncManager'),
  'Background fetch': without('BackgroundFetchManager'),
};
