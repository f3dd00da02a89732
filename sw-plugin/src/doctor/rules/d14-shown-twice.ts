import type { Entry } from '../../log/entry.ts';
import type { History } from '../history.ts';
import { latestBefore } from '../latest-before.ts';
import { listenersOf } from '../listeners-of.ts';
import { overlaps } from '../overlaps.ts';
import { proofOf } from '../proof-of.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { shownWords } from '../shown-words.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** One push, the same notification twice: two listeners both show it, or one does so twice (a library, and what it calls). */
export const shownTwice: Rule = {
  id: 'D14',
  title: 'One push showed the same notification twice',
  severity: 'warning',
  link: 'https://github.com/OneSignal/OneSignal-Website-SDK/issues/583',
  find(history, found, each) {
    each(SIGN.several, (push) => {
      if (push.kind !== 'push') return;
      const twins = twinsOf(push);
      // With another push open meanwhile, one of the two may be that one's.
      if (!twins || overlaps(push, history)) return;
      const listeners = listenersOf(push) ?? 0;
      const several = listeners > 1;
      const [title] = twins[2].split('\n', 1);
      found({
        key: `${several}`,
        proof_: [twins[0], twins[1], ...proofOf(push)],
        words_: () => ({
          cause: `“${title}” was shown twice for one push, ${
            several
              ? `by ${listeners} push listeners: two libraries, or the app and a library, both answer it.`
              : 'and there is one push listener: it tries again what had been shown, or a library in it and a handler of yours both show it (Firebase, for messages with a notification member).'
          }`,
          fix: several
            ? 'Let one listener answer each push: keep the one of the library or your own, or give both the same tag.'
            : 'Repeat only what failed; with Firebase send data-only messages, or leave showing to it; or give both the same tag.',
        }),
      });
    });
    for (const event of AGAIN.flatMap(history.events_)) {
      if (!event.fruitful_) continue;
      for (const show of event.children_) {
        const before = shownByPush(show, history);
        if (!before) continue;
        found({
          key: event.kind,
          proof_: [...proofOf(show), ...proofOf(before)],
          words_: () => ({
            severity: 'info',
            title: `A push and a ${sayEvent(event.kind)} showed the same notification`,
            cause: `“${shownWords(show)?.split('\n', 1)}” was shown twice.`,
            fix: 'Give both the same tag, or look at registration.getNotifications() first.',
          }),
        });
      }
    }
  },
};

/** Events in which an app fetches what a push may have announced already. */
const AGAIN: readonly string[] = ['sync', 'periodicsync', 'background fetch event'];

/** So many notifications before it are looked at. */
const LATEST = 8;

/** What is shown again so soon (ms), by another event, is the same news. */
const SOON = 60_000;

/** A notification that a sync (or so) shows, and a push has shown already; so few before it are looked at. */
function shownByPush(show: TracedLifetime, history: History): TracedLifetime | undefined {
  const words = shownWords(show);
  // Without a body it may be news of the same kind.
  if (words === undefined || words.endsWith('\n') || show.parentGuess) return undefined;
  const shows = history.calls_('showNotification()');
  const at = latestBefore(shows, show.start);
  return shows
    .slice(Math.max(0, at - LATEST), at)
    .find(
      (before) =>
        before.above_?.kind === 'push' &&
        before.scope === show.scope &&
        show.start - before.start < SOON &&
        shownWords(before) === words &&
        (show.instanceId === '' || before.instanceId !== show.instanceId),
    );
}

/** Two notifications with the same title and body that do not replace each other, and what they say. */
function twinsOf(push: TracedLifetime): readonly [Entry, Entry, words: string] | undefined {
  // One that was taken away before the other came is an update of it.
  if (push.children_.some(({ kind }) => kind === 'Notification.close()')) return undefined;
  const seen = new Map<string, Entry>();
  for (const show of push.children_) {
    const words = shownWords(show);
    if (words === undefined || !show.closing_) continue;
    const twin = seen.get(words);
    if (twin && (show.instanceId === '' || twin.instanceId !== show.instanceId))
      return [show.closing_, twin, words];
    seen.set(words, show.closing_);
  }
  return undefined;
}
