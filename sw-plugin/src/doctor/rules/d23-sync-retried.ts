import { detailOf, errorOf, number } from '../detail-readers.ts';
import { isLastChance } from '../is-last-chance.ts';
import { isRejectedSync } from '../is-rejected-sync.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** Chromium: three attempts, 5 minutes after the first, 15 after the second (`background_sync_parameters.cc`). */
export const syncRetried: Rule = {
  id: 'D23',
  severity: 'info',
  link: 'SyncEvent',
  find(_history, found, each) {
    each(SIGN.failed, (sync) => {
      if (sync.kind !== 'sync' || !isRejectedSync(sync) || isLastChance(sync)) return;
      found({
        key: sync.instanceId,
        proof_: sync,
        words_: () => ({
          title: `Sync “${sync.instanceId}” failed and will be tried again`,
          cause: `Attempt ${attemptOf(sync)} was rejected with ${sayError(errorOf(sync.closing_))}. Chromium makes three attempts: the second after 5 minutes, the third 15 minutes later.`,
          fix: 'Nothing, if the network was the reason. Keep the data until an attempt has succeeded.',
        }),
      });
    });
  },
};

/** The recorder counts the attempts before it, and says so when there were any. */
function attemptOf({ entries }: TracedLifetime): number {
  return number(detailOf(entries.find(({ event }) => event === 'Sync retried')).attempt) ?? 1;
}
