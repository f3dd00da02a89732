import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { silentPushes } from '../silent-pushes.ts';

/** Nobody listened (D12, D13), or the handler came too late to be waited for (D8). */
const OTHER_REASONS: number = SIGN.unheard | SIGN.late;

/** A silent push while a window of the site was on screen. */
export const suppressedInSight: Rule = {
  id: 'D5',
  title: 'No notification because the site was on screen',
  severity: 'warning',
  checks: 'Pushes show a notification also while a window of the site is visible.',
  needs: 'The number of visible window clients at the end of a push event.',
  link: 'https://developer.mozilla.org/en-US/docs/Web/API/PushManager/subscribe#uservisibleonly',
  find(history, found) {
    for (const { push, engine, visible } of silentPushes(history)) {
      if (!visible || push.outcome === 'failed' || push.signs & OTHER_REASONS) continue;
      const harmless = engine === 'chromium' || engine === 'firefox';
      found({
        key: `${engine}`,
        proof: push,
        words: () => ({
          severity: engine === 'webkit' ? 'error' : harmless ? 'info' : this.severity,
          cause: `A window of the site was visible and the push showed nothing. ${
            harmless
              ? 'That is fine in this browser, but WebKit'
              : 'Chromium and Firefox let that pass; WebKit'
          } counts a strike for it, and removes the subscription at the third.`,
          fix: 'Show the notification in any case (with silent: true if it would disturb), or send no push to users who are looking at the site in Safari.',
        }),
      });
    }
  },
};
