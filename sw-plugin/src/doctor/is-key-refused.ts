import { detailOf, errorOf, record, text } from './detail-readers.ts';
import type { History } from './history.ts';
import { type SubscriptionState, subscriptionStates } from './subscription-states.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** Was this `subscribe()` refused because the live subscription has another VAPID key? */
export function isKeyRefused(call: TracedLifetime, history: History): boolean {
  if (call.kind !== 'pushManager.subscribe()' || call.outcome !== 'failed') return false;
  const error = errorOf(call.closing_);
  if (error?.name !== 'InvalidStateError') return false;
  // The same error also means "no active worker", so it has to speak of the key, or the keys have to differ.
  if (/different (application ?server ?key|sender)|applicationServerKey/i.test(error.message)) return true;
  const live = subscriptionBefore(call, history);
  const asked = keyOf(call);
  return live?.key !== undefined && asked !== undefined && live.key !== asked;
}

/** The subscription that was live when `subscribe()` was called. */
export function subscriptionBefore(call: TracedLifetime, history: History): SubscriptionState | undefined {
  const last = subscriptionStates(history)
    .get(call.scope)
    ?.findLast((state) => state.entry.time <= call.start);
  return last?.subscribed_ ? last : undefined;
}

/** The key as base64url without padding, as the subscription tells it. */
function keyOf({ opening_: opening }: TracedLifetime): string | undefined {
  const key = text(record(detailOf(opening).options)?.applicationServerKey);
  return key?.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
