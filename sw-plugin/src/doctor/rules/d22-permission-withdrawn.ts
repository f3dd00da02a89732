import type { Entry } from '../../log/entry.ts';
import { permissionStates } from '../permission-history.ts';
import type { Rule } from '../rule.ts';
import { type SubscriptionState, subscriptionStates } from '../subscription-states.ts';

/** Snapshots of one page load are taken within this time, ms. */
const SAME_MOMENT = 10_000;

/** A push subscription that lives on without the permission to show notifications. */
export const permissionWithdrawn: Rule = {
  id: 'D22',
  title: 'Notifications are not allowed, but a push subscription exists',
  link: 'Notification/permission_static',
  find(history, found) {
    const scopes = [...subscriptionStates(history)];
    for (const { entry, permission, granted_: granted } of permissionStates(history)) {
      if (permission !== 'denied' && permission !== 'default' && permission !== 'prompt') continue;
      const own = scopes.filter(([, states]) => states.at(-1)?.entry.origin === entry.origin);
      const live = own.filter(([, states]) => isLive(states.at(-1), entry));
      for (const [scope, states] of live) {
        const state = states.at(-1)?.entry as Entry;
        found({
          key: 'subscribed',
          scope,
          proof_: [entry, state, ...(granted ? [granted] : [])],
          words_: () => ({
            cause: `The permission is "${permission}" while the push subscription of ${scope} is still there. Pushes cannot show anything.`,
            fix: 'Unsubscribe and tell your server, or ask again after a click; who denied it has to change it in the site settings.',
          }),
        });
      }
      if (live.length > 0 || !granted || permission !== 'denied') continue;
      // That the subscription went with it is D18's to say.
      if (own.some(([, states]) => states.some((state) => state.lost_ && state.entry.time >= granted.time)))
        continue;
      found({
        key: 'withdrawn',
        proof_: [entry, granted],
        words_: () => ({
          severity: 'info',
          title: 'The permission for notifications was withdrawn',
          cause: 'It was granted before and is denied now, by the user or by the browser.',
          fix: 'Explain in the app how to allow notifications again.',
        }),
      });
    }
  },
};

/** Withdrawing the permission also ends the subscription in most browsers: only one seen afterwards counts. */
function isLive(state: SubscriptionState | undefined, { time, boot }: Entry): boolean {
  if (!state?.subscribed_) return false;
  const { entry } = state;
  return entry.time >= time || (entry.boot === boot && time - entry.time < SAME_MOMENT);
}
