import { extensionsOf } from '../detail-readers.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';

/** A sync that was reported as done although something in it failed: the browser will not try again. */
export const swallowedFailure: Rule = {
  id: 'D25',
  title: 'A sync counts as done although something in it failed',
  severity: 'warning',
  checks: 'A sync in which a promise is rejected is rejected itself, so that the browser tries again.',
  needs: 'Sync events with their end, and unhandled rejections during them.',
  link: 'https://github.com/GoogleChrome/workbox/issues/597',
  find(history, found) {
    const told = new Set<string>();
    for (const rejection of history.named('Unhandled rejection')) {
      const { parent, parentGuess, boot } = rejection;
      if (parent === undefined || parentGuess || told.has(parent)) continue;
      const sync = history.span(parent, history.boots.get(boot));
      if (sync?.kind !== 'sync' || !sync.trusted || sync.outcome !== 'ok') continue;
      // Where nothing was given to waitUntil(), that is what is wrong (D9).
      if (extensionsOf(sync.closing).length === 0) continue;
      told.add(parent);
      found({
        key: sync.instanceId,
        proof: [...proofOf(sync), rejection],
        words: () => ({
          title: `Sync “${sync.instanceId}” counts as done although something in it failed`,
          cause:
            'A promise was rejected during the sync and nobody handled it, but the promise given to waitUntil() was fulfilled. To the browser all is done, and it does not try again.',
          fix: 'Let the failure reach waitUntil(): await every promise in the sync handler, and throw again what you catch.',
        }),
      });
    }
  },
};
