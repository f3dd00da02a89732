import { proofOf } from '../proof-of.ts';
import { recentEvent } from '../recent-event.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { silentPushes } from '../silent-pushes.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { SHOW_ALWAYS } from '../why-unshown.ts';

/** A show this long after a silent push (ms) is taken for that push's own, if nothing else can have caused it. */
const SOON = 5_000;

/** A notification that was shown for a push whose lifetime was over already. */
export const notificationTooLate: Rule = {
  id: 'D3',
  title: 'Notification shown after the push event had ended',
  link: 'https://github.com/WebKit/WebKit/pull/12236',
  find(history, found) {
    const silentPush = silentPushes(history);
    for (const show of history.calls_('showNotification()')) {
      const event = show.above_;
      if (show.parent === undefined && show.context === 'worker') {
        // A message to the worker can be behind a show as well; without a visible window there is nobody to send one.
        const push = recentEvent(history.boots_.get(show.boot), show.start, SOON);
        if (push && silentPush(push)?.visible_ === 0) report(show, push);
      } else if (
        event &&
        event.signs_ & SIGN.outlived &&
        show.start > (event.end ?? show.start) &&
        silentPush(event)
      )
        report(show, event);
    }

    function report(show: TracedLifetime, push: TracedLifetime): void {
      found({
        proof_: [...proofOf(show), ...proofOf(push)],
        words_: () => ({
          cause:
            'showNotification() was called when the push event had ended: its promise was not part of what went to event.waitUntil(). To the browser this was a silent push.',
          fix: SHOW_ALWAYS,
        }),
      });
    }
  },
};
