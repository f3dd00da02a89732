import type { Entry } from '../../log/entry.ts';
import { detailOf, metadataOf, number, record, text } from '../detail-readers.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** Two listeners that both show a notification for the same push. */
export const shownTwice: Rule = {
  id: 'D14',
  title: 'One push showed the same notification twice',
  severity: 'warning',
  checks: 'No two push listeners show the same notification.',
  needs: 'The number of push listeners, and the notifications shown for a push.',
  link: 'https://github.com/OneSignal/OneSignal-Website-SDK/issues/583',
  find(history, found) {
    for (const push of history.withSign(SIGN.several)) {
      if (push.kind !== 'push') continue;
      const listeners =
        number(detailOf(push.opening).listeners) ?? number(detailOf(push.closing).listeners) ?? 1;
      const twins = listeners > 1 ? twinsOf(push) : undefined;
      if (!twins) continue;
      found({
        proof: [...twins, ...proofOf(push)],
        words: () => ({
          cause: `${listeners} push listeners are registered, and the same notification was shown twice for one push: two libraries, or the app and a library, both answer it.`,
          fix: 'Let one listener answer each push: keep the one of the library or your own, or give both the same tag.',
        }),
      });
    }
  },
};

/** Two notifications with the same title and body that do not replace each other. */
function twinsOf(push: TracedLifetime): [Entry, Entry] | undefined {
  const seen = new Map<string, Entry>();
  for (const { kind, outcome, instanceId, closing, opening } of push.children) {
    if (kind !== 'showNotification()' || outcome !== 'ok' || !closing) continue;
    const notification = record(detailOf(opening).notification) ?? record(detailOf(closing).notification);
    const title = metadataOf(closing, 'Title') ?? text(notification?.title);
    if (!title) continue;
    const body = metadataOf(closing, 'Body') ?? text(notification?.body) ?? '';
    const key = JSON.stringify([title, body]);
    const twin = seen.get(key);
    if (twin && (instanceId === '' || twin.instanceId !== instanceId)) return [closing, twin];
    seen.set(key, closing);
  }
  return undefined;
}
