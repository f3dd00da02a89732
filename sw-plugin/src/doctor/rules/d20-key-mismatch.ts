import { detailOf, errorOf, record, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { type SubscriptionState, subscriptionStates } from '../subscription-states.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** `subscribe()` with another VAPID key than the one that the live subscription was made with. */
export const keyMismatch: Rule = {
  id: 'D20',
  title: 'The VAPID key does not match the subscription',
  severity: 'error',
  checks: 'The app subscribes with the same applicationServerKey as the subscription that it has.',
  needs: 'subscribe() calls with their key or error, and the key of the live subscription.',
  link: 'https://github.com/w3c/push-api/issues/291',
  find(history, found) {
    for (const call of history.calls('pushManager.subscribe()')) {
      const live = liveBefore(call, history);
      const asked = keyOf(call);
      const differs = live?.key !== undefined && asked !== undefined && live.key !== asked;
      if (call.outcome !== 'failed' || !(isRefusal(call) || (isInvalidState(call) && differs))) continue;
      found({
        proof: [...proofOf(call), ...(live ? [live.entry] : [])],
        words: () => ({
          cause:
            'subscribe() was called with another applicationServerKey than the existing subscription has, and the browser refused. Messages signed with the new key would be rejected by the push service.',
          fix: 'Call unsubscribe() on the existing subscription, subscribe with the new key, and send the new endpoint to your server; or put the old key pair back.',
        }),
      });
    }
  },
};

const isInvalidState = (call: TracedLifetime): boolean => errorOf(call.closing)?.name === 'InvalidStateError';

/** The same error also means "no active worker", so it has to speak of the key. */
const isRefusal = (call: TracedLifetime): boolean =>
  isInvalidState(call) &&
  /different (application ?server ?key|sender)|applicationServerKey/i.test(
    errorOf(call.closing)?.message ?? '',
  );

/** The key as base64url without padding, as the subscription tells it. */
function keyOf({ opening }: TracedLifetime): string | undefined {
  const key = text(record(detailOf(opening).options)?.applicationServerKey);
  return key?.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function liveBefore(call: TracedLifetime, history: History): SubscriptionState | undefined {
  const last = subscriptionStates(history)
    .get(call.scope)
    ?.findLast((state) => state.entry.time <= call.start);
  return last?.subscribed ? last : undefined;
}
