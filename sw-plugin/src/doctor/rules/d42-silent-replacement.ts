import type { Entry } from '../../log/entry.ts';
import { between } from '../between.ts';
import { detailOf, record } from '../detail-readers.ts';
import type { Rule } from '../rule.ts';
import { shownWords } from '../shown-words.ts';
import { timesByInstance } from '../times-by-instance.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
import { wasBlind } from '../watched-since.ts';

/** What is on screen under a tag. */
interface Shown {
  readonly show: TracedLifetime;
  readonly end: Entry;
  readonly words: string;
}

/** A new message that replaces the one before it under the same tag: Chromium then makes no sound and shows no banner. */
export const silentReplacement: Rule = {
  id: 'D42',
  title: 'A notification replaced the one before it without alerting',
  severity: 'info',
  link: 'Notification/renotify',
  find(history, found) {
    if (!history.engines_.has('chromium')) return;
    const onScreen = new Map<string, Shown>();
    /** By tag, when a notification of it was clicked or closed, by the user or by a script. */
    let gone: ReadonlyMap<string, readonly number[]> | undefined;
    for (const show of history.calls_('showNotification()')) {
      const { closing_: end, outcome, home_: home } = show;
      const tag = show.first.instanceId;
      if (tag === '' || outcome !== 'ok' || !end || history.engineOf_(home) !== 'chromium') continue;
      const notification = record(detailOf(show.opening_).notification);
      const words = shownWords(show);
      // Of a log that says nothing of the options, or only their shapes, nothing is concluded.
      if (!notification?.title || words === undefined) continue;
      const key = `${home.scope} ${tag}`;
      const before = onScreen.get(key);
      onScreen.set(key, { show, end, words });
      if (
        !before ||
        before.words === words ||
        show.above_?.kind !== 'push' ||
        before.show.above_ === show.above_
      )
        continue;
      if (notification.renotify || notification.silent) continue;
      gone ??= timesByInstance(history.named_('Notification clicked', 'Notification closed'));
      if (between(gone.get(tag) ?? [], before.end.time, show.start)) continue;
      if (wasBlind(history, show.service, before.end.time, show.start)) continue;
      found({
        key: tag,
        proof_: [end, before.end],
        words_: () => ({
          cause: `The notification “${words.split('\n', 1)[0]}” has the tag “${tag}” of one that was still there and replaced it. Without renotify: true that happens in silence.`,
          fix: 'If each message should alert, set renotify: true beside the tag. If it only updates what is there, nothing is wrong.',
        }),
      });
    }
  },
};
