import { isKeyRefused, subscriptionBefore } from '../is-key-refused.ts';
import { madeUpFor } from '../made-up-for.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';

/** `subscribe()` with another VAPID key than the one that the live subscription was made with. */
export const keyMismatch: Rule = {
  id: 'D20',
  title: 'The VAPID key does not match the subscription',
  link: 'https://github.com/w3c/push-api/issues/291',
  find(history, found) {
    for (const call of history.calls_('pushManager.subscribe()')) {
      if (!isKeyRefused(call, history)) continue;
      const live = subscriptionBefore(call, history);
      found({
        proof_: [...proofOf(call), ...(live ? [live.entry] : [])],
        words_: () => ({
          severity: madeUpFor(call, [call.kind]) ? 'info' : 'error',
          cause:
            'subscribe() was called with another applicationServerKey than the existing subscription has, and the browser refused.',
          fix: 'Call unsubscribe() on the existing subscription, subscribe with the new key, and send the new endpoint to your server.',
        }),
      });
    }
  },
};
