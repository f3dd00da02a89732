import { between } from '../between.ts';
import { errorOf } from '../detail-readers.ts';
import { isLastChance } from '../is-last-chance.ts';
import { isRejectedSync } from '../is-rejected-sync.ts';
import type { Rule } from '../rule.ts';
import { sayError } from '../say-error.ts';
import { SIGN } from '../sign.ts';
import { timesByInstance } from '../times-by-instance.ts';

/** The last attempt of a sync failed. The browser's recorder calls that "Sync completed". */
export const lastChanceFailed: Rule = {
  id: 'D24',
  link: 'SyncEvent/lastChance',
  find(history, found, each) {
    let registered: ReadonlyMap<string, readonly number[]> | undefined;
    each(SIGN.failed, (sync) => {
      if (sync.kind !== 'sync' || !isLastChance(sync) || !isRejectedSync(sync)) return;
      registered ??= timesByInstance(history.named_('Registered sync'));
      // A handler that registers its tag again gets more attempts.
      if (between(registered.get(sync.instanceId) ?? [], sync.start, sync.end ?? sync.start)) return;
      found({
        key: sync.instanceId,
        proof_: sync,
        words_: () => ({
          title: `The last attempt of sync “${sync.instanceId}” failed`,
          cause: `It was rejected with ${sayError(errorOf(sync.closing_))}, and the browser makes no further attempt: what was to be sent stays unsent.`,
          fix: 'Keep the data, and send what is pending at the next page load.',
        }),
      });
    });
  },
};
