import type { Entry } from '../../log/entry.ts';
import { detailOf, number } from '../detail-readers.ts';
import { overlaps } from '../overlaps.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { shownWords } from '../shown-words.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** One push, the same notification twice: two listeners both show it, or one does so twice (a library, and what it calls). */
export const shownTwice: Rule = {
  id: 'D14',
  title: 'One push showed the same notification twice',
  severity: 'warning',
  link: 'https://github.com/OneSignal/OneSignal-Website-SDK/issues/583',
  find(history, found) {
    for (const push of history.withSign(SIGN.several)) {
      if (push.kind !== 'push') continue;
      const twins = twinsOf(push);
      // With another push open meanwhile, one of the two may be that one's.
      if (!twins || overlaps(push, history)) continue;
      const listeners =
        number(detailOf(push.opening).listeners) ?? number(detailOf(push.closing).listeners) ?? 0;
      const several = listeners > 1;
      found({
        key: `${several}`,
        proof: [...twins, ...proofOf(push)],
        words: () => ({
          cause: several
            ? `${listeners} push listeners are registered, and the same notification was shown twice for one push: two libraries, or the app and a library, both answer it.`
            : 'The push listener showed the same notification twice for one push: a library that shows what comes with a message by itself, and hands the message on to a handler that shows it again (Firebase, where the message has a notification member).',
          fix: several
            ? 'Let one listener answer each push: keep the one of the library or your own, or give both the same tag.'
            : 'Send data-only messages and show them in your handler, or leave showing to the library; or give both the same tag.',
        }),
      });
    }
  },
};

/** Two notifications with the same title and body that do not replace each other. */
function twinsOf(push: TracedLifetime): [Entry, Entry] | undefined {
  // One that was taken away before the other came is an update of it.
  if (push.children.some(({ kind }) => kind === 'Notification.close()')) return undefined;
  const seen = new Map<string, Entry>();
  for (const show of push.children) {
    const words = shownWords(show);
    if (words === undefined || !show.closing) continue;
    const twin = seen.get(words);
    if (twin && (show.instanceId === '' || twin.instanceId !== show.instanceId)) return [show.closing, twin];
    seen.set(words, show.closing);
  }
  return undefined;
}
