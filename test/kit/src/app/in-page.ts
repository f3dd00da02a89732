import type { SubscriptionJSON } from '../push-service/start-push-service.ts';

// These run in a page of the app: each stands alone, since only its text gets there.

interface Registration extends ServiceWorkerRegistration {
  readonly sync: { register(tag: string): Promise<void> };
  readonly periodicSync: {
    register(tag: string, options: { minInterval: number }): Promise<void>;
    unregister(tag: string): Promise<void>;
    getTags(): Promise<readonly string[]>;
  };
  readonly backgroundFetch: { fetch(id: string, urls: readonly string[], options: object): Promise<unknown> };
}

/** Scope of a registration whose worker is active; undefined while there is none. */
export async function activeScope(): Promise<string | undefined> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  return registrations.find(({ active }) => active?.state === 'activated')?.scope;
}

/** The app's subscription; where no registration has one, the first is subscribed with this key. */
export async function currentSubscription(applicationServerKey: string): Promise<SubscriptionJSON> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  for (const { pushManager } of registrations) {
    const subscription = await pushManager.getSubscription();
    if (subscription) return JSON.parse(JSON.stringify(subscription));
  }
  const registration = registrations.find(({ active }) => active);
  if (!registration) throw new Error('NO_WORKER: no service worker is active.');
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey })
    .catch((error) => {
      throw new Error(
        `NOT_SUBSCRIBED: the app has no push subscription, and the browser makes none: ${error}`,
      );
    });
  return JSON.parse(JSON.stringify(subscription));
}

/** Registers a one-off sync. */
export async function registerSync(tag: string): Promise<void> {
  const registrations = (await navigator.serviceWorker.getRegistrations()) as Registration[];
  await registrations.find(({ active }) => active)?.sync.register(tag);
}

/** Registers a periodic sync, as often as the browser can. Returns whether the app had registered it already. */
export async function registerPeriodicSync(tag: string): Promise<boolean> {
  const registrations = (await navigator.serviceWorker.getRegistrations()) as Registration[];
  const periodicSync = registrations.find(({ active }) => active)?.periodicSync;
  const before = (await periodicSync?.getTags()) ?? [];
  await periodicSync?.register(tag, { minInterval: 1000 });
  return before.includes(tag);
}

/** Gives a periodic sync up. */
export async function unregisterPeriodicSync(tag: string): Promise<void> {
  const registrations = (await navigator.serviceWorker.getRegistrations()) as Registration[];
  await registrations.find(({ active }) => active)?.periodicSync.unregister(tag);
}

/** Starts a background fetch. */
export async function startFetch({
  id,
  urls,
  about,
}: {
  readonly id: string;
  readonly urls: readonly string[];
  readonly about: object;
}): Promise<void> {
  const registrations = (await navigator.serviceWorker.getRegistrations()) as Registration[];
  await registrations.find(({ active }) => active)?.backgroundFetch.fetch(id, urls, about);
}
