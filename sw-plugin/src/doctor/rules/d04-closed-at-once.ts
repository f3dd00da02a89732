import type { Entry } from '../../log/entry.ts';
import { between } from '../between.ts';
import { detailOf } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { timesByInstance } from '../times-by-instance.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** WebKit keeps a notification for some seconds at least; who closes earlier (ms) shows it for the browser, not for the user. */
const AT_ONCE = 3_000;

/** A push that shows a notification and takes it away again, to get round the duty to show one. */
export const closedAtOnce: Rule = {
  id: 'D4',
  title: 'Notification closed as soon as it was shown',
  severity: 'warning',
  link: 'https://github.com/WebKit/WebKit/pull/65495',
  find(history, found) {
    let clicks: ReadonlyMap<string, readonly number[]> | undefined;
    for (const closed of history.named_('Notification closed')) {
      const push = history.span(closed.parent);
      // Without a tag, the one that was closed may be an older one.
      if (push?.kind !== 'push' || !push.trusted || closed.parentGuess || closed.instanceId === '') continue;
      if (detailOf(closed).reason === 'user' || closed.time > (push.end ?? 0)) continue;
      const shown = shownBefore(closed, push);
      if (!shown) continue;
      clicks ??= timesByInstance(history.named_('Notification clicked'));
      if (between(clicks.get(closed.instanceId) ?? [], shown.time, closed.time)) continue;
      found({
        proof_: [closed, shown],
        words_: () => ({
          cause:
            'The push handler closed the notification that it had just shown. WebKit keeps it on screen for a minimum time, and Chromium counts the push as silent.',
          fix: 'Send no push where there is nothing to show.',
        }),
      });
    }
  },
};

function shownBefore(closed: Entry, push: TracedLifetime): Entry | undefined {
  for (const { kind, instanceId, closing_: closing, outcome } of push.children_) {
    if (kind !== 'showNotification()' || outcome !== 'ok' || instanceId !== closed.instanceId || !closing)
      continue;
    const gap = closed.time - closing.time;
    if (gap > 0 && gap < AT_ONCE) return closing;
  }
  return undefined;
}
