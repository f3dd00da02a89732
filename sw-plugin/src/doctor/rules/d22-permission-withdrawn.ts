import type { Entry } from '../../log/entry.ts';
import { detailOf, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { subscriptionStates } from '../subscription-states.ts';

/** Snapshots of one page load are taken within this time, ms. */
const SAME_MOMENT = 10_000;

/** A push subscription that lives on without the permission to show notifications. */
export const permissionWithdrawn: Rule = {
  id: 'D22',
  title: 'Notifications are not allowed, but a push subscription exists',
  severity: 'error',
  checks: 'While a push subscription exists, the site may show notifications.',
  needs: 'Permission states and the state of the push subscription.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/Notification/permission_static',
  find(history, found) {
    const newest = new Map<string, Entry>();
    const granted = new Map<string, Entry>();
    for (const entry of history.named('Permission state')) {
      if (entry.service !== 'notifications' && entry.service !== 'pushMessaging') continue;
      const key = `${entry.origin} ${entry.service}`;
      newest.set(key, entry);
      if (text(detailOf(entry).permission) === 'granted') granted.set(key, entry);
    }
    const live = [...subscriptionStates(history).values()].map((states) => states.at(-1));
    for (const [key, entry] of newest) {
      const permission = text(detailOf(entry).permission);
      if (permission !== 'denied' && permission !== 'default' && permission !== 'prompt') continue;
      const state = live.find((one) => one?.subscribed && one.entry.origin === entry.origin)?.entry;
      const before = granted.get(key);
      // Withdrawing the permission also ends the subscription in most browsers: only one seen afterwards counts.
      const after =
        state &&
        (state.time >= entry.time || (state.boot === entry.boot && entry.time - state.time < SAME_MOMENT));
      if (after) {
        found({
          key: 'subscribed',
          proof: [entry, state, ...(before ? [before] : [])],
          words: () => ({
            cause: `The permission is "${permission}" while the push subscription is still there. Pushes cannot show anything, and count as silent.`,
            fix: 'Unsubscribe and tell your server, or ask for the permission again from a user gesture; a user who denied it has to change it in the site settings.',
          }),
        });
      } else if (before && permission === 'denied') {
        found({
          key: 'withdrawn',
          proof: [entry, before],
          words: () => ({
            severity: 'info',
            title: 'The permission for notifications was withdrawn',
            cause: 'It was granted before and is denied now, by the user or by the browser.',
            fix: 'Stop sending to this subscription, and explain in the app how to allow notifications again.',
          }),
        });
      }
    }
  },
};
