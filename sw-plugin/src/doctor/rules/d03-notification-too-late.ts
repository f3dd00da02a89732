import { proofOf } from '../proof-of.ts';
import { recentEvent } from '../recent-event.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { type SilentPush, silentPushes } from '../silent-pushes.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { SHOW_ALWAYS } from '../why-unshown.ts';

/** A show this long after a silent push (ms) is taken for that push's own, if nothing else can have caused it. */
const SOON = 5_000;

/** A message to the worker can be behind a show as well; without a visible window there is nobody to send one. */
const isAlone = (silent: SilentPush | undefined): boolean => silent?.visible_ === 0;

/** A notification that was shown for a push whose lifetime was over already. */
export const notificationTooLate: Rule = {
  id: 'D3',
  title: 'Notification shown after the push event had ended',
  severity: 'error',
  link: 'https://github.com/WebKit/WebKit/pull/12236',
  find(history, found, each) {
    const silentPush = silentPushes(history);
    let any = false;
    each(
      SIGN.unshown,
      (push) => {
        const silent = silentPush(push);
        if (!silent) return;
        any ||= isAlone(silent);
        if (!(push.signs_ & SIGN.outlived)) return;
        for (const child of push.children_) {
          if (child.kind === 'showNotification()' && child.start > (push.end ?? child.start))
            report(child, push);
        }
      },
      () => {
        if (!any) return;
        for (const show of history.calls_('showNotification()')) {
          if (show.parent !== undefined || show.context !== 'worker') continue;
          const push = recentEvent(history, show.boot, show.start, SOON);
          if (push && isAlone(silentPush(push))) report(show, push);
        }
      },
    );

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
