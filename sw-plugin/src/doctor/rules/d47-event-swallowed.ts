import { clickAnswers } from '../click-answers.ts';
import { detailOf } from '../detail-readers.ts';
import { listenersOf } from '../listeners-of.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { wasStopped } from '../was-stopped.ts';

/** Calls that bring a window to the user. */
const WINDOWS: ReadonlySet<string> = new Set(['clients.openWindow()', 'focus()', 'navigate()']);

/** A click that one listener kept from those behind it, and that led nowhere. */
export const eventSwallowed: Rule = {
  id: 'D47',
  title: 'A listener kept the click from the listeners behind it',
  severity: 'warning',
  link: 'https://github.com/firebase/quickstart-js/issues/102',
  find(history, found, each) {
    const isAnswered = clickAnswers(
      history,
      ({ kind, outcome }) => WINDOWS.has(kind) && outcome !== 'failed',
    );
    each(SIGN.stopped, (click) => {
      const { kind, opening_: opening, outcome } = click;
      if (kind !== 'notificationclick' || outcome !== 'ok' || !wasStopped(click)) return;
      // A button may be for work in the background.
      if ((detailOf(opening).action ?? '') !== '') return;
      if (isAnswered(click)) return;
      const listeners = listenersOf(click) ?? 2;
      found({
        proof_: click,
        words_: () => ({
          cause: `One of ${listeners} notificationclick listeners stopped the event (stopImmediatePropagation()), so those behind it did not run, and no window was opened or focused. Push libraries do that.`,
          fix: 'Add your own listener before the library is loaded, or send the link as the library documents it.',
        }),
      });
    });
  },
};
