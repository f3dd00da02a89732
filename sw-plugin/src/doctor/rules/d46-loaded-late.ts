import { detailOf, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';

/** The recorder was loaded after the listeners that it should count: what it says of them is incomplete. */
export const loadedLate: Rule = {
  id: 'D46',
  title: 'The recorder is loaded after the worker’s own listeners',
  severity: 'warning',
  link: 'WorkerGlobalScope/importScripts',
  find(history, found) {
    for (const entry of history.named_('Plugin loaded late')) {
      const type = text(detailOf(entry).type);
      found({
        proof_: [entry],
        words_: () => ({
          cause: `A listener${type ? ` for ${type}` : ''} was there before the plugin was. What it does may go unseen.`,
          fix: "Load it in the first line of the worker script, before every other import: importScripts('/offstage-sw.js').",
        }),
      });
    }
  },
};
