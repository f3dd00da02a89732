import { between } from '../between.ts';
import { detailOf, record, text } from '../detail-readers.ts';
import type { Home } from '../home.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { wasBlind } from '../watched-since.ts';

/** What a click can lead to. */
const ANSWERS: ReadonlySet<string> = new Set([
  'clients.openWindow()',
  'focus()',
  'navigate()',
  'notificationclose',
  'Notification.close()',
]);

/** A window opened this long (ms) after the event had ended still was an answer to the click. */
const SOON = 5_000;

/** A click on a notification after which nothing could be seen. */
export const clickDoesNothing: Rule = {
  id: 'D32',
  title: 'Clicking the notification does nothing',
  severity: 'info',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/ServiceWorkerGlobalScope/notificationclick_event',
  find(history, found) {
    let asked: Home<TracedLifetime> | undefined;
    let answers: readonly number[] = [];
    for (const click of history.events_('notificationclick')) {
      const { home_: home, start, end = start } = click;
      // Where not even the worker's start was recorded, neither were its windows.
      if (!home.started_ || !isPlainClick(click)) continue;
      if (home !== asked) {
        asked = home;
        answers = answerTimes(home);
      }
      if (between(answers, start, end + SOON) || wasBlind(history, 'serviceWorker', start, end + SOON))
        continue;
      found({
        proof_: click,
        words_: () => ({
          cause:
            'The notificationclick handler ended without opening or focusing a window, and without closing the notification. (What it may have told an open window by postMessage() is not seen.)',
          fix: 'In the handler call event.notification.close(), then focus an open window (clients.matchAll(), client.focus()) or call clients.openWindow(), inside event.waitUntil().',
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

/** Ascending. */
function answerTimes({ lifetimes_: lifetimes }: Home<TracedLifetime>): readonly number[] {
  return lifetimes
    .filter(({ kind }) => ANSWERS.has(kind))
    .map(({ start }) => start)
    .sort((a, b) => a - b);
}
