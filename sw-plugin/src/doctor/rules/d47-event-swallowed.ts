import { between } from '../between.ts';
import { detailOf, number } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { wasStopped } from '../was-stopped.ts';
import { wasBlind } from '../watched-since.ts';
import { WINDOWS, windowTimes } from '../window-times.ts';

/** A window opened this long (ms) after the event had ended still was an answer to the click. */
const SOON = 5_000;

/** A click that one listener kept from those behind it, and that led nowhere. */
export const eventSwallowed: Rule = {
  id: 'D47',
  title: 'A listener kept the click from the listeners behind it',
  severity: 'warning',
  link: 'https://github.com/firebase/quickstart-js/issues/102',
  find(history, found) {
    let asked: string | undefined;
    let windows: readonly number[] = [];
    for (const click of history.withSign_(SIGN.stopped)) {
      const { kind, start, end = start, opening_: opening, outcome } = click;
      if (kind !== 'notificationclick' || outcome !== 'ok' || !wasStopped(click)) continue;
      // A button may be for work in the background.
      if ((detailOf(opening).action ?? '') !== '') continue;
      if (asked !== click.boot) {
        asked = click.boot;
        windows = windowTimes(history, asked);
      }
      // What came of it did, whatever the clock said meanwhile.
      if (click.children_.some((child) => WINDOWS.has(child.kind) && child.outcome !== 'failed')) continue;
      if (between(windows, start, end + SOON) || wasBlind(history, 'serviceWorker', start, end + SOON))
        continue;
      const listeners = number(detailOf(opening).listeners) ?? 2;
      found({
        proof_: click,
        words_: () => ({
          cause: `One of ${listeners} notificationclick listeners stopped the event (stopImmediatePropagation()), so those behind it did not run, and no window was opened or focused. Push libraries do that with their own notifications, also without a link.`,
          fix: 'Add your own listener before the library is loaded, or send the link in the way that the library documents.',
        }),
      });
    }
  },
};
