import { base64url } from '../registered/registered.ts';
import type { GivenSubscription } from './push-command.ts';

/** The push subscriptions of this origin, with what lets anyone send to them. */
export async function subscriptionsHere(): Promise<readonly GivenSubscription[]> {
  if (!('serviceWorker' in navigator)) return [];
  const registrations = await navigator.serviceWorker.getRegistrations();
  const found = await Promise.all(registrations.map((one) => one.pushManager?.getSubscription()));
  return found.flatMap((one) => {
    const { endpoint = '', keys } = one?.toJSON() ?? {};
    if (!one || keys?.p256dh === undefined || keys.auth === undefined) return [];
    const key = one.options.applicationServerKey;
    return [
      {
        endpoint,
        keys: { p256dh: keys.p256dh, auth: keys.auth },
        applicationServerKey: key ? base64url(key) : '',
      },
    ];
  });
}
