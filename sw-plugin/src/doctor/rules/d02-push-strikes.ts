import type { Entry } from '../../log/entry.ts';
import { addTo } from '../add-to.ts';
import { eachSilentPush } from '../each-silent-push.ts';
import type { Rule } from '../rule.ts';

/** `maxSilentPushCount` in WebKit's WebPushDaemonConstants.h: per origin, and a visible push does not reset it. */
const STRIKES = 3;

/** Silent pushes counted as WebKit counts them. */
export const pushStrikes: Rule = {
  id: 'D2',
  title: 'WebKit is about to remove the push subscription',
  link: 'https://webkit.org/blog/12945/meet-web-push/',
  find(history, found, each) {
    if (!history.engines_.has('webkit')) return;
    const renewed = history
      .named_('unsubscribe() fulfilled', 'pushsubscriptionchange event dispatched')
      .map((entry) => [entry.origin, entry.time] as const);
    const strikes = new Map<string, Entry[]>();
    eachSilentPush(
      history,
      each,
      ({ push, engine }) => {
        if (engine === 'webkit') addTo(strikes, push.told_.origin, push.told_);
      },
      report,
    );

    function report(): void {
      for (const [origin, all] of strikes) {
        // A new subscription starts with a clean slate.
        const reset = renewed.reduce((last, [of, time]) => (of === origin ? Math.max(last, time) : last), 0);
        const counted = all.filter((entry) => entry.time >= reset).reverse();
        const [newest, ...before] = counted;
        if (!newest || counted.length < STRIKES - 1) continue;
        const lost = counted.length >= STRIKES;
        found({
          proof_: [newest, ...before],
          words_: () => ({
            title: lost ? 'WebKit removes the push subscription: three silent pushes' : pushStrikes.title,
            cause: `${counted.length} pushes ended without a notification. WebKit removes the subscription at the third, whatever was shown in between.`,
            fix: lost
              ? 'Subscribe again from a user gesture, and show a notification for every push from now on.'
              : 'Show a notification for every push.',
          }),
        });
      }
    }
  },
};
