import { registrationHas } from '../platform.ts';
import { workerLacks } from '../ready-worker.ts';

/** Why a member of `ServiceWorkerRegistration` can't be used here. */
function lacksMember(member: string, name: string): () => string | undefined {
  return () => workerLacks() ?? (registrationHas(member) ? undefined : `This browser has no ${name}.`);
}

export const lacksSync: () => string | undefined = lacksMember('sync', 'Background Sync');
export const lacksPeriodicSync: () => string | undefined = lacksMember(
  'periodicSync',
  'Periodic Background Sync',
);
export const lacksBackgroundFetch: () => string | undefined = lacksMember(
  'backgroundFetch',
  'Background Fetch',
);
const lacksShowNotification = lacksMember('showNotification', 'notifications');

export function lacksNotifications(): string | undefined {
  // On an iPhone the class is missing until the app is on the Home Screen.
  return 'Notification' in globalThis
    ? lacksShowNotification()
    : 'This browser has no notifications here: add the app to the Home Screen first.';
}

export const lacksPush: () => string | undefined = lacksMember('pushManager', 'Push API');

export function lacksPayment(): string | undefined {
  if (!('PaymentRequest' in globalThis)) return 'This browser has no Payment Request API.';
  if (location.protocol !== 'https:') return 'A payment handler needs a page that came over https.';
  return workerLacks();
}
