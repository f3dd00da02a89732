import type { Engine } from '../engine.ts';
import type { Rule } from '../rule.ts';
import { silentPushes } from '../silent-pushes.ts';

const CONSEQUENCES: Readonly<Record<Engine, string>> = {
  chromium:
    'Chromium shows a generic notification in its place ("This site has been updated in the background") once the site\'s budget for silent pushes is spent.',
  firefox:
    'Firefox charges it to a quota that only visits refill; when it is used up, the subscription expires.',
  webkit: 'WebKit counts a strike, and removes the subscription at the third.',
};

const ANYWHERE =
  'Chromium may show a generic notification instead, Firefox charges it to a quota, and WebKit counts a strike and removes the subscription at the third.';

/**
 * A push whose lifetime ended without a notification.
 *
 * Chromium lets it pass while a window of the site is visible:
 * https://web.dev/articles/push-notifications-common-notification-patterns
 */
export const silentPush: Rule = {
  id: 'D1',
  title: 'Push handled without a notification',
  severity: 'error',
  checks: 'Every push event shows a notification before its lifetime ends.',
  needs: 'Push events with their end, and the notifications shown meanwhile.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/PushManager/subscribe#uservisibleonly',
  find(history, found) {
    for (const { push, engine, visible } of silentPushes(history)) {
      if (engine !== 'webkit' && engine !== 'firefox' && visible !== undefined && visible > 0) continue;
      const failed = push.outcome === 'failed';
      const sure = engine === 'webkit' || (engine !== 'firefox' && visible === 0);
      found({
        key: `${engine} ${failed} ${sure}`,
        proof: push,
        words: () => ({
          severity: sure ? 'error' : 'warning',
          cause: `${failed ? 'The handler failed before it showed a notification.' : 'The push event ended and no notification had been shown.'} ${engine ? CONSEQUENCES[engine] : ANYWHERE}`,
          fix: 'Pass the promise of registration.showNotification() to event.waitUntil() on every path of the push handler, also when something in it fails.',
        }),
      });
    }
  },
};
