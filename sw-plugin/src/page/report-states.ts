import type { openDatabase } from '../log/database.ts';
import type { NewEntry, Service } from '../log/index.ts';
import { fault, type Undo } from '../platform.ts';
import type { Journal } from '../record/journal.ts';
import { own } from '../services/index.ts';
import { subscriptionShape } from '../services/subscription.ts';
import { exchange } from './exchange.ts';
import { workersOf } from './workers-of.ts';

/** Permission names by the service that needs them. */
const PERMISSIONS: readonly (readonly [Service, name: string])[] = [
  ['notifications', 'notifications'],
  ['pushMessaging', 'push'],
  ['backgroundSync', 'background-sync'],
  ['periodicBackgroundSync', 'periodic-background-sync'],
  ['backgroundFetch', 'background-fetch'],
  ['paymentHandler', 'payment-handler'],
];

type NotificationClass = { readonly permission: NotificationPermission };

/** Of a call that made or ended a subscription. */
const SUBSCRIBING = /subscribe\(\) fulfilled$/;

/** What is needed of the page's writer of the log. */
interface PageLog {
  readonly open: typeof openDatabase;
  onAppend_(listener?: (entry: NewEntry) => void): void;
}

/**
 * Writes down how things stand when they stand otherwise than at the last visit, or than the page's own calls left
 * them: permissions, push subscription, registrations, storage. Permissions are watched from then on. Each part alone:
 * what a browser lacks is left out.
 */
export function reportStates(journal: Journal, { open, onAppend_: onAppend }: PageLog): Undo {
  const { write } = journal;
  const { Notification } = journal.scope;
  const navigator = journal.scope.navigator as Navigator;
  const gone = new AbortController();

  /** What was remembered under this name (null: nothing), where that is not `value`. */
  async function previous(name: string, value: unknown): Promise<{ readonly old: unknown } | undefined> {
    const old = (await exchange(open, name, value)) ?? null;
    return JSON.stringify(old) === JSON.stringify(value) ? undefined : { old };
  }

  async function reportPermission(service: Service, name: string): Promise<void> {
    // Only push knows the second member, and requires it.
    const descriptor = { name: name as PermissionName, userVisibleOnly: true };
    const status = await navigator.permissions?.query(descriptor).catch(() => undefined);
    const report = async (): Promise<void> => {
      const permission = status?.state;
      if (permission && (await previous(`permission:${name}`, permission)))
        write(service, own('Permission state', { name, permission }));
    };
    status?.addEventListener('change', () => report().catch(fault), { signal: gone.signal });
    await report();
  }

  async function reportStorage(): Promise<void> {
    const { storage } = navigator;
    if (!storage?.estimate) return;
    const { usage = 0, quota = 0 } = await storage.estimate();
    const persisted = await storage.persisted?.();
    // In tenths: every write would be news otherwise.
    const used = quota && Math.floor((usage / quota) * 10) / 10;
    if (await previous('storage', { persisted, used }))
      write('serviceWorker', own('Storage state', { persisted, usage, quota }));
  }

  const registrationsOf = async () => (await workersOf(navigator)?.getRegistrations()) ?? [];

  async function exchangeSubscription({ scope, pushManager }: ServiceWorkerRegistration) {
    const subscription = subscriptionShape(await pushManager?.getSubscription());
    const old = await exchange(open, `subscription:${scope}`, subscription);
    // None at all: nobody has looked at it before, so even "none" is news. The log may know of one before that.
    const isNews = old === undefined || JSON.stringify(old) !== JSON.stringify(subscription);
    return { scope, subscription, news: isNews && { old: old ?? null } };
  }

  /** The call has lines of its own; if the subscription is gone at the next visit, nobody called for that. */
  async function rememberSubscriptions(): Promise<void> {
    for (const registration of await registrationsOf()) await exchangeSubscription(registration);
  }

  async function reportRegistrations(): Promise<void> {
    const all = await registrationsOf();
    const registrations = all.map(({ scope, active, waiting, installing, updateViaCache }) => ({
      scope,
      updateViaCache,
      active: active?.scriptURL ?? null,
      waiting: waiting?.scriptURL ?? null,
      installing: installing?.scriptURL ?? null,
    }));
    if (await previous('registrations', registrations))
      write('serviceWorker', own('Registration state', { registrations }));
    for (const registration of all) {
      const { scope, subscription, news } = await exchangeSubscription(registration);
      // One that may show nothing is news at every visit.
      const useless =
        subscription && (Notification as NotificationClass | undefined)?.permission !== 'granted';
      if (news || useless) {
        // Somebody may have subscribed since it was looked at: that call tells, and what is there now is remembered.
        const now = subscriptionShape(await registration.pushManager?.getSubscription());
        if (JSON.stringify(now) !== JSON.stringify(subscription)) {
          await exchangeSubscription(registration);
          continue;
        }
        const oldSubscription = (news ? news.old : subscription) as typeof subscription;
        write('pushMessaging', own('Push subscription state', { subscription, oldSubscription, scope }));
      }
    }
  }

  const parts = PERMISSIONS.map(([service, name]) => reportPermission(service, name));
  for (const part of [...parts, reportStorage(), reportRegistrations()]) part.catch(fault);
  onAppend(({ event }) => {
    if (SUBSCRIBING.test(event)) rememberSubscriptions().catch(fault);
  });
  return () => {
    onAppend();
    gone.abort();
  };
}
