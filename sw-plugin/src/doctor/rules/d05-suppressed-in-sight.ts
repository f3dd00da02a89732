import { eachSilentPush } from '../each-silent-push.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import { NOTHING } from '../why-unshown.ts';
import { CONSEQUENCES } from './d01-silent-push.ts';

/** Nobody listened (D12, D13), or the handler came too late to be waited for (D8). */
const OTHER_REASONS: number = SIGN.unheard | SIGN.late;

/**
 * A push whose handler showed nothing, which passed because a window of the site was on screen. Whether the handler looks
 * at that is not known: what it did is the finding, and why the browser let it pass is said beside it.
 */
export const suppressedInSight: Rule = {
  id: 'D5',
  title: 'The push handler finished without calling showNotification()',
  severity: 'warning',
  link: 'PushManager/subscribe#uservisibleonly',
  find(history, found, each) {
    eachSilentPush(history, each, ({ push, engine, visible_: visible, why_: why }) => {
      if (!visible || push.outcome === 'failed' || push.signs_ & OTHER_REASONS) return;
      // A show that was refused, or a function in place of a promise, has a rule of its own (D39, D40).
      if (why && why.key !== NOTHING) return;
      const harmless = engine === 'chromium' || engine === 'firefox';
      found({
        key: `${engine} ${why?.key}`,
        proof_: push,
        words_: () => ({
          severity: engine === 'webkit' ? 'error' : harmless ? 'info' : 'warning',
          cause: `${why?.words_().cause ?? 'The push event ended and no notification had been shown.'} A window of the site was visible then, and therefore ${
            harmless ? 'this browser' : 'Chromium and Firefox'
          } let it pass. ${CONSEQUENCES.webkit}`,
          fix: 'Show the notification in any case, or send no push to who has the site open.',
        }),
      });
    });
  },
};
