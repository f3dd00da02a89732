import type { Entry } from '../../log/entry.ts';
import { addTo } from '../add-to.ts';
import type { Rule } from '../rule.ts';

/** So many times: fewer may be a person who switches messages off and on. */
const OFTEN = 3;

/** A subscription that the app gives back and takes anew, again and again: each time it has another endpoint. */
export const subscribesAnew: Rule = {
  id: 'D48',
  title: 'The app subscribes anew again and again',
  severity: 'info',
  link: 'PushManager/getSubscription',
  find(history, found) {
    const anew = new Map<string, Entry[]>();
    let before: Entry | undefined;
    for (const entry of history.named_('unsubscribe() fulfilled', 'pushManager.subscribe() fulfilled')) {
      if (before?.event === 'unsubscribe() fulfilled' && entry.event !== before.event)
        addTo(anew, entry.origin, entry);
      before = entry;
    }
    for (const [newest, ...all] of [...anew.values()].map((entries) => entries.toReversed())) {
      if (!newest || all.length + 1 < OFTEN) continue;
      found({
        proof_: [newest, ...all],
        words_: () => ({
          cause: `It unsubscribed and subscribed again ${all.length + 1} times. Each subscription has an endpoint of its own: your server keeps dead ones.`,
          fix: 'Keep what pushManager.getSubscription() resolves with, and unsubscribe only for another key.',
        }),
      });
    }
  },
};
