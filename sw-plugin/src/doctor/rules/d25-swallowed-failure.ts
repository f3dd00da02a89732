import { detailOf, extensionsOf, number } from '../detail-readers.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';

/** A sync that was reported as done although something in it failed: the browser will not try again. */
export const swallowedFailure: Rule = {
  id: 'D25',
  title: 'A sync counts as done although something in it failed',
  severity: 'warning',
  checks: 'A sync in which something failed is rejected, so that the browser tries again.',
  needs: 'Sync events with their end, and unhandled rejections or failed requests during them.',
  link: 'https://github.com/GoogleChrome/workbox/issues/597',
  find(history, found) {
    const rejections = new Map(
      history
        .named('Unhandled rejection')
        .filter((entry) => entry.parent !== undefined && !entry.parentGuess)
        .map((entry) => [entry.parent, entry]),
    );
    for (const sync of history.events('sync')) {
      if (sync.outcome !== 'ok') continue;
      const rejection = rejections.size > 0 ? rejections.get(sync.span) : undefined;
      const failed = number(detailOf(sync.closing).failedFetches) ?? 0;
      if ((!rejection && failed === 0) || extensionsOf(sync.closing).length === 0) continue;
      found({
        key: sync.instanceId,
        proof: rejection ? [...proofOf(sync), rejection] : sync,
        words: () => ({
          title: `Sync “${sync.instanceId}” counts as done although something in it failed`,
          cause: `${failed > 0 ? 'A request failed' : 'A promise was rejected and nobody handled it'} during the sync, but the promise given to waitUntil() was fulfilled. To the browser all is done, and it does not try again.`,
          fix: 'Let the failure reach waitUntil(): await every promise in the sync handler, and throw again what you catch.',
        }),
      });
    }
  },
};
