import { between } from '../between.ts';
import { detailOf, number, record, text } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { mayBeUnrecorded } from '../recording-gaps.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** What a click can lead to, by its event name. */
const ANSWERS: readonly string[] = [
  'clients.openWindow() called',
  'focus() called',
  'navigate() called',
  'Notification closed',
];

/** A window opened this long (ms) after the event had ended still was an answer to the click. */
const SOON = 5_000;

/** A click on a notification after which nothing could be seen. */
export const clickDoesNothing: Rule = {
  id: 'D32',
  title: 'Clicking the notification does nothing',
  severity: 'info',
  checks: 'A click on a notification opens or focuses a window, or closes the notification.',
  needs: 'notificationclick events with their end, and window calls in the worker.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/ServiceWorkerGlobalScope/notificationclick_event',
  find(history, found) {
    const clicks = history.events('notificationclick').filter(isPlainClick);
    const answers =
      clicks.length > 0
        ? answerTimes(new Set(clicks.map(({ boot }) => boot)), history)
        : new Map<string, readonly number[]>();
    for (const click of clicks) {
      const { boot, start, end = start } = click;
      if (mayBeUnrecorded(history, start, end) || between(answers.get(boot) ?? [], start, end + SOON))
        continue;
      found({
        proof: click,
        words: () => ({
          cause:
            'The notificationclick handler ended without opening or focusing a window, and without closing the notification.',
          fix: 'In the handler call event.notification.close(), then focus an open window (clients.matchAll(), client.focus()) or call clients.openWindow(), inside event.waitUntil().',
        }),
      });
    }
  },
};

/** Buttons are for work in the background, visible windows may have been sent a message, and failures have rules of their own. */
function isPlainClick({ closing, opening, outcome, fruitful, signs }: TracedLifetime): boolean {
  if (outcome !== 'ok' || fruitful || signs & SIGN.unheard) return false;
  const { action, notification } = detailOf(opening);
  return (
    (text(action) ?? '') === '' &&
    record(notification)?.navigate === undefined &&
    (number(detailOf(closing).visibleClients) ?? 0) === 0
  );
}

function answerTimes(boots: ReadonlySet<string>, history: History): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>([...boots].map((boot) => [boot, []]));
  let last: string | undefined;
  let same: number[] | undefined;
  for (const { boot, time } of history.named(...ANSWERS)) {
    // Neighbours mostly are of one boot, and comparing is cheaper than looking up.
    if (boot !== last) same = times.get(boot);
    last = boot;
    same?.push(time);
  }
  for (const same of times.values()) same.sort((a, b) => a - b);
  return times;
}
