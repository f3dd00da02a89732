import { clickAnswers } from '../click-answers.ts';
import { detailOf, record, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** What a click can lead to. */
const ANSWERS: ReadonlySet<string> = new Set([
  'clients.openWindow()',
  'focus()',
  'navigate()',
  'notificationclose',
  'Notification.close()',
]);

/** A click on a notification after which nothing could be seen. */
export const clickDoesNothing: Rule = {
  id: 'D32',
  title: 'Clicking the notification does nothing',
  severity: 'info',
  link: 'ServiceWorkerGlobalScope/notificationclick_event',
  find(history, found) {
    const isAnswered = clickAnswers(history, ({ kind }) => ANSWERS.has(kind));
    for (const click of history.events_('notificationclick')) {
      // Where not even the worker's start was recorded, neither were its windows.
      if (!click.home_.started_ || !isPlainClick(click) || isAnswered(click)) continue;
      found({
        proof_: click,
        words_: () => ({
          cause:
            'The notificationclick handler ended without opening or focusing a window, and without closing the notification. (What it told a window by postMessage() is not seen.)',
          fix: 'In the handler close the notification and, inside event.waitUntil(), focus a window that is open, or else open one.',
        }),
      });
    }
  },
};

/** Buttons are for work in the background; failures, and a click that was stopped, have rules of their own. */
function isPlainClick({
  opening_: opening,
  outcome,
  fruitful_: fruitful,
  signs_: signs,
}: TracedLifetime): boolean {
  if (outcome !== 'ok' || fruitful || signs & (SIGN.unheard | SIGN.stopped)) return false;
  const { action, notification } = detailOf(opening);
  return (text(action) ?? '') === '' && !record(notification)?.navigate;
}
