import { detailOf, list, text } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';

/** Another library that patches the methods we watch. No fault, but the first to look at when something is odd. */
export const otherInstrumentation: Rule = {
  id: 'D37',
  title: 'Another library patches the same methods',
  severity: 'info',
  checks: 'No other library has replaced the methods that are watched.',
  needs: 'The names of what patches them (detail.patchedBy of “Worker started”).',
  link: 'https://github.com/DataDog/browser-sdk/issues/3394',
  find(history, found) {
    for (const entry of history.named('Worker started')) {
      const names = list(detailOf(entry).patchedBy)
        .map(text)
        .filter((name) => name);
      if (names.length === 0) continue;
      found({
        key: names.join(),
        proof: [entry],
        words: () => ({
          title: `${names.join(', ')} patches the same methods`,
          cause:
            'It was loaded before this recorder and wraps methods of the platform. Errors may show its frames, and what it holds back is not seen here.',
          fix: 'Load the recorder first in the worker script. If something behaves oddly, try without the other library.',
        }),
      });
    }
  },
};
