import type { SubscriptionShape } from '../log/entry.ts';
import { base64 } from './payload.ts';

/** A VAPID public key as people write it: base64url without padding. */
export const keyText = (key: ArrayBuffer | Uint8Array): string =>
  base64(new Uint8Array(key)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** A subscription without what makes it usable: the endpoint's path is the capability to send. */
export function subscriptionShape(
  subscription: PushSubscription | null | undefined,
): SubscriptionShape | null {
  if (!subscription) return null;
  const { endpoint, options } = subscription;
  const key = options?.applicationServerKey;
  const { host } = new URL(endpoint);
  return { endpointHost: host, ...(key && { applicationServerKey: keyText(key) }) };
}
