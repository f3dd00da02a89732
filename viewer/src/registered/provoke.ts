import type { Service } from '@offstage/sw-plugin/log';

/** Makes an event of a service happen, where the platform lets a page do so. Rejects with what the browser says. */
export interface Provocation {
  /** Names a text of the string table. */
  readonly how: 'sync' | 'notification' | 'report' | 'fetch' | 'periodic';
  run(): Promise<void>;
}

interface SyncRegistration extends ServiceWorkerRegistration {
  readonly sync: { register(tag: string): Promise<void> };
}

interface PeriodicRegistration extends ServiceWorkerRegistration {
  readonly periodicSync: { register(tag: string, options: { minInterval: number }): Promise<void> };
}

interface FetchRegistration extends ServiceWorkerRegistration {
  readonly backgroundFetch: { readonly fetch: (id: string, requests: readonly string[]) => Promise<unknown> };
}

/** Undefined where no page can provoke one, e.g. a push or a payment. */
export function provocationOf(service: Service): Provocation | undefined {
  switch (service) {
    case 'backgroundSync':
      if (!('SyncManager' in globalThis)) return undefined;
      return {
        how: 'sync',
        run: async () => (await registration<SyncRegistration>()).sync.register('offstage-test'),
      };
    case 'periodicBackgroundSync':
      if (!('PeriodicSyncManager' in globalThis)) return undefined;
      return {
        how: 'periodic',
        run: async () =>
          (await registration<PeriodicRegistration>()).periodicSync.register('offstage-test', {
            minInterval: 86_400_000,
          }),
      };
    case 'backgroundFetch':
      if (!('BackgroundFetchManager' in globalThis)) return undefined;
      return {
        how: 'fetch',
        run: async () => {
          const { backgroundFetch } = await registration<FetchRegistration>();
          await backgroundFetch.fetch.call(backgroundFetch, `offstage-test-${Date.now()}`, [location.href]);
        },
      };
    case 'notifications':
      if (!('Notification' in globalThis)) return undefined;
      return { how: 'notification', run: notify };
    case 'reporting':
      if (!('ReportingObserver' in globalThis)) return undefined;
      return { how: 'report', run: async () => report() };
    default:
      return undefined;
  }
}

async function registration<Kind extends ServiceWorkerRegistration>(): Promise<Kind> {
  const [found] = await navigator.serviceWorker.getRegistrations();
  if (found === undefined) throw new Error('no service worker is registered');
  return found as Kind;
}

async function notify(): Promise<void> {
  if (Notification.permission === 'default') await Notification.requestPermission();
  await (await registration()).showNotification('Offstage', { tag: 'offstage-test' });
}

/** A deprecated call that does nothing: browsers report the use of it (`type: 'deprecation'`). */
function report(): void {
  const request = new XMLHttpRequest();
  request.open('GET', location.href, false);
  request.abort();
}
