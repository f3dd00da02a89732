import { detailOf, errorOf, extensionsOf, list } from '../detail-readers.ts';
import { isNetworkFailure } from '../is-network-failure.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';

/** A sync that was reported as done although something in it failed: the browser will not try again. */
export const swallowedFailure: Rule = {
  id: 'D25',
  severity: 'warning',
  link: 'https://github.com/GoogleChrome/workbox/issues/597',
  find(history, found) {
    const told = new Set<string>();
    for (const rejection of history.named_('Unhandled rejection')) {
      const { parent, parentGuess, boot } = rejection;
      if (parent === undefined || parentGuess || told.has(parent)) continue;
      // It may as well come from what happened to be open at the same time and is not watched.
      if (list(detailOf(rejection).unwatched).length > 0) continue;
      const sync = history.span(parent, history.boots_.get(boot));
      if (sync?.kind !== 'sync' || !sync.trusted || sync.outcome !== 'ok') continue;
      // Where nothing was given to waitUntil(), that is what is wrong (D9).
      if (extensionsOf(sync.closing_).length === 0) continue;
      told.add(parent);
      found({
        key: sync.instanceId,
        proof_: [...proofOf(sync), rejection],
        words_: () => ({
          // A timer's request fails like that, and nothing tells whose it was.
          severity: isNetworkFailure(errorOf(rejection)) ? 'info' : 'warning',
          title: `Sync “${sync.instanceId}” counts as done although something in it failed`,
          cause: `A promise was rejected during the sync with ${sayError(errorOf(rejection))} and nobody handled it (the sync's, or of what is not watched), but the promise given to waitUntil() was fulfilled: the browser does not try again.`,
          fix: 'Let the failure reach waitUntil(): await every promise in the sync handler, and throw again what you catch.',
        }),
      });
    }
  },
};
