import { eachSilentPush } from '../each-silent-push.ts';
import type { Engine } from '../engine.ts';
import type { History } from '../history.ts';
import { isWrong } from '../is-unshown.ts';
import { payloadText } from '../payload-text.ts';
import type { Rule } from '../rule.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { wasBlind } from '../watched-since.ts';
import { type Reason, SHOW_ALWAYS } from '../why-unshown.ts';

export const CONSEQUENCES: Readonly<Record<Engine, string>> = {
  chromium:
    'Chromium shows a generic notification ("This site has been updated in the background") once the budget for silent pushes is spent.',
  firefox:
    'Firefox charges it to a quota that only visits refill; when it is used up, the subscription expires.',
  webkit: 'WebKit counts a strike, and removes the subscription at the third.',
};

const ANYWHERE = Object.values(CONSEQUENCES).join(' ');

/** The handler just never called it. A library does that with a payload that it does not know, whatever its worker is called. */
const neverCalled = (push: TracedLifetime, history: History): ReturnType<Reason['words_']> => ({
  cause: `The push event ended and showNotification() had not been called${
    wasBlind(history, 'notifications', push.start, push.end) ? ', or was refused: that was not recorded' : ''
  }.`,
  fix: `${SHOW_ALWAYS}${lacksNotification(push) ? ' Libraries (Angular, Firebase) show only what is in {"notification": {"title": …}} of the payload.' : ''}`,
});

function lacksNotification({ opening_: opening }: TracedLifetime): boolean {
  const json = payloadText(opening) ?? '';
  return json.startsWith('{') && !json.includes('"notification"');
}

/**
 * A push whose lifetime ended without a notification.
 *
 * Chromium lets it pass while a window of the site is visible:
 * https://web.dev/articles/push-notifications-common-notification-patterns
 */
export const silentPush: Rule = {
  id: 'D1',
  title: 'Push handled without a notification',
  link: 'PushManager/subscribe#uservisibleonly',
  find(history, found, each) {
    eachSilentPush(history, each, (silent) => {
      if (!isWrong(silent)) return;
      const { push, engine, visible_: visible, why_: why } = silent;
      const sure = engine === 'webkit' || (engine !== 'firefox' && visible === 0);
      found({
        key: `${engine} ${why?.key} ${sure}`,
        proof_: push,
        words_: () => {
          const { cause, fix } = why?.words_() ?? neverCalled(push, history);
          return {
            severity: sure ? 'error' : 'warning',
            cause: `${cause} ${engine ? CONSEQUENCES[engine] : ANYWHERE}`,
            fix,
          };
        },
      });
    });
  },
};
