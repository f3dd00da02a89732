import { errorOf } from '../detail-readers.ts';
import { neverSettled } from '../never-settled.ts';
import { refusalWords } from '../refused-calls.ts';
import type { Rule } from '../rule.ts';

/** `sync.register()` that the browser refused, or never answered. */
export const syncRegister: Rule = {
  id: 'D27',
  link: 'https://github.com/WICG/background-sync/issues/153',
  find(history, found) {
    for (const call of history.calls_('sync.register()')) {
      const error = call.outcome === 'failed' ? errorOf(call.closing_) : undefined;
      if (call.outcome !== 'failed' && !neverSettled(call, history)) continue;
      found({
        key: error?.name ?? 'never',
        proof_: call,
        words_: () => ({
          ...refusalWords(call),
          ...(!error && {
            title: 'sync.register() never settled',
            cause: 'The promise did not settle although the page or worker lived on.',
          }),
        }),
      });
    }
  },
};
