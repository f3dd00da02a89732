import { between } from '../between.ts';
import type { Rule } from '../rule.ts';
import { subscriptionStates } from '../subscription-states.ts';

/** A push subscription that was there and is gone, although the app did not unsubscribe. */
export const subscriptionLost: Rule = {
  id: 'D18',
  title: 'The push subscription is gone',
  severity: 'error',
  checks: 'A push subscription that was there at one visit is there at the next.',
  needs: 'The state of the push subscription at page loads, when it changed.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/PushManager/getSubscription',
  find(history, found) {
    const undone = history
      .named('unsubscribe() called', 'unsubscribe() fulfilled')
      .map((entry) => entry.time);
    undone.sort((a, b) => a - b);
    for (const states of subscriptionStates(history).values()) {
      states.forEach(({ entry, subscribed, subscribedBefore }, index) => {
        const before = states[index - 1];
        if (subscribed || !(before ? before.subscribed : subscribedBefore)) return;
        if (between(undone, before?.entry.time ?? Number.NEGATIVE_INFINITY, entry.time)) return;
        const renewed = states.slice(index).find((state) => state.subscribed);
        found({
          proof: before ? [entry, before.entry] : [entry],
          words: () => ({
            severity: renewed ? 'warning' : 'error',
            title: renewed ? 'The push subscription was gone, and has been renewed' : this.title,
            cause:
              'The app did not unsubscribe. Browsers remove a subscription after silent pushes, when the permission is withdrawn, when site data is cleared, or when the push service lets it expire.',
            fix: 'At every start call pushManager.getSubscription(), subscribe again when it answers null and the permission is granted, and tell your server the new endpoint.',
          }),
        });
      });
    }
  },
};
