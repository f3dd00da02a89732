import type { Entry } from '../../log/entry.ts';
import type { Rule } from '../rule.ts';
import { subscriptionStates } from '../subscription-states.ts';
import { wasBlind } from '../watched-since.ts';
import { whyLost } from '../why-lost.ts';

/** A push subscription that was there and is gone, although the app did not unsubscribe. */
export const subscriptionLost: Rule = {
  id: 'D18',
  title: 'The push subscription is gone',
  link: 'PushManager/getSubscription',
  find(history, found) {
    const undone = history.named_('unsubscribe() called', 'unsubscribe() fulfilled');
    for (const [scope, states] of subscriptionStates(history)) {
      states.forEach(({ entry, lost_: lost }, index) => {
        if (!lost) return;
        const before = states[index - 1];
        // By the order in which they were written the other one came first: the clock was set.
        if (before && before.entry.seq > entry.seq) return;
        const since = before?.entry.time ?? Number.NEGATIVE_INFINITY;
        // Between the two by the clock or, where that was set back, by the order in which they were written.
        const meanwhile = ({ time, seq }: Entry): boolean =>
          (time >= since && time <= entry.time) || (seq > (before?.entry.seq ?? 0) && seq < entry.seq);
        if (undone.some(meanwhile)) return;
        const renewed = states.slice(index).find((state) => state.subscribed_);
        const why = whyLost(history, scope, entry, since);
        if (!why && wasBlind(history, entry.service, since, entry.time)) return;
        found({
          key: why?.key ?? '',
          scope,
          proof_: [entry, ...(before ? [before.entry] : []), ...(why?.proof ?? [])],
          words_: () => ({
            severity: renewed ? 'warning' : 'error',
            title: renewed ? 'The push subscription was gone, and has been renewed' : this.title,
            cause:
              why?.cause ??
              'No unsubscribe() is in the log. Browsers remove a subscription after silent pushes, with the permission or site data, or when it expires.',
            fix: `${why ? `${why.fix} ` : ''}At every start call pushManager.getSubscription(), subscribe again when it finds none and the permission is granted, and tell your server.`,
          }),
        });
      });
    }
  },
};
