import type { LogReader, Service } from '../log/index.ts';
import type { Scope, Undo } from '../platform.ts';
import type { Journal } from '../record/journal.ts';
import { own } from '../services/index.ts';
import { subscriptionShape } from '../services/subscription.ts';

/** Permission names by the service that needs them. */
const PERMISSIONS: readonly (readonly [Service, PermissionDescriptor])[] = [
  ['notifications', { name: 'notifications' }],
  ['pushMessaging', { name: 'push', userVisibleOnly: true } as PermissionDescriptor],
  ['backgroundSync', { name: 'background-sync' as PermissionName }],
  ['periodicBackgroundSync', { name: 'periodic-background-sync' as PermissionName }],
  ['backgroundFetch', { name: 'background-fetch' as PermissionName }],
  ['paymentHandler', { name: 'payment-handler' as PermissionName }],
];

type Remember = Pick<LogReader, 'exchange'>['exchange'];

/**
 * Writes down how things stand when they stand otherwise than at the last visit: permissions, push subscription,
 * registrations, storage. Permissions are watched from then on. Each part alone: what a browser lacks is left out.
 */
export function reportStates(journal: Journal, remember: Remember): Undo {
  const { scope, fault } = journal;
  const gone = new AbortController();
  const parts = [reportPermissions(journal, remember, gone.signal), reportStorage(journal, remember)];
  if (hasWorkers(scope)) parts.push(reportRegistrations(journal, remember));
  for (const part of parts) part.catch(fault);
  return () => gone.abort();
}

function hasWorkers({ navigator }: Scope): boolean {
  try {
    return 'serviceWorker' in navigator && Boolean(navigator.serviceWorker);
  } catch {
    return false;
  }
}

/** True when `value` is not what was remembered under this name. */
async function isNews(remember: Remember, name: string, value: unknown): Promise<boolean> {
  return JSON.stringify(await remember(name, value)) !== JSON.stringify(value);
}

async function reportPermissions(journal: Journal, remember: Remember, signal: AbortSignal): Promise<void> {
  const { permissions } = journal.scope.navigator;
  if (!permissions) return;
  await Promise.all(
    PERMISSIONS.map(async ([service, descriptor]) => {
      const status = await permissions.query(descriptor).catch(() => undefined);
      if (!status) return;
      const { name } = descriptor;
      const write = async (): Promise<void> => {
        const permission = status.state;
        if (await isNews(remember, `permission:${name}`, permission)) {
          journal.write(service, own('Permission state', { name, permission }));
        }
      };
      status.addEventListener('change', () => write().catch(journal.fault), { signal });
      await write();
    }),
  );
}

async function reportStorage(journal: Journal, remember: Remember): Promise<void> {
  const { storage } = journal.scope.navigator;
  if (!storage?.estimate) return;
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    storage.estimate(),
    storage.persisted?.(),
  ]);
  // In tenths: every write would be news otherwise.
  const used = quota ? Math.floor((usage / quota) * 10) / 10 : 0;
  if (await isNews(remember, 'storage', { persisted, used })) {
    journal.write('serviceWorker', own('Storage state', { persisted, usage, quota }));
  }
}

async function reportRegistrations(journal: Journal, remember: Remember): Promise<void> {
  const registrations = await journal.scope.navigator.serviceWorker.getRegistrations();
  const shapes = registrations.map(({ scope, active, waiting, installing, updateViaCache }) => ({
    scope,
    updateViaCache,
    active: active?.scriptURL ?? null,
    waiting: waiting?.scriptURL ?? null,
    installing: installing?.scriptURL ?? null,
  }));
  if (await isNews(remember, 'registrations', shapes)) {
    journal.write('serviceWorker', own('Registration state', { registrations: shapes }));
  }
  for (const { scope, pushManager } of registrations) {
    const subscription = subscriptionShape(await pushManager?.getSubscription());
    const old = (await remember(`subscription:${scope}`, subscription)) as typeof subscription | undefined;
    if (old === undefined ? subscription : JSON.stringify(old) !== JSON.stringify(subscription)) {
      journal.write('pushMessaging', {
        ...own('Push subscription state', { subscription, oldSubscription: old ?? null, scope }),
      });
    }
  }
}
