import type { Entry } from '../../log/entry.ts';
import { LIMITS } from '../../log/limits.ts';
import { errorOf, metadataOf } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { refusalWords } from '../refused-calls.ts';
import type { Rule } from '../rule.ts';
import { sayTime } from '../say-time.ts';
import { watchedSince } from '../watched-since.ts';

/** Chromium fires no tag of any site more often: `kMinPeriodicSyncEventsInterval`. */
const SHORTEST = 12 * 3_600_000;

/** Engagement and network make a sync late. So long (ms) is not late any more, whatever the interval. */
const LATE = 3 * SHORTEST;

/** The longest wait that a log can hold, with room for a retention that has just been there: 3 days are kept. */
const LONGEST = LIMITS.maxAge - SHORTEST / 2;

/** A person who asks is asked back whether one or two days have been waited for: so two intervals, and 36 hours at least. */
const patienceFor = (interval: number): number => Math.max(LATE, Math.min(2 * interval, LONGEST));

/** A periodic sync that may not be registered, or was and does not fire. */
export const periodicSync: Rule = {
  id: 'D29',
  severity: 'warning',
  link: 'PeriodicSyncManager/register',
  patience: LONGEST,
  find(history, found) {
    for (const call of history.calls_('periodicSync.register()')) {
      if (call.outcome !== 'failed') continue;
      const error = errorOf(call.closing_);
      found({
        key: `rejected ${error?.name}`,
        proof_: call,
        words_: () => refusalWords(call),
      });
    }
    const waiting = new Map<string, Entry>();
    const steps = history.named_(
      'Registered periodicsync',
      'Dispatched periodicsync event',
      'Unregistered periodicsync',
    );
    for (const entry of steps) {
      const key = `${entry.scope} ${entry.instanceId}`;
      if (entry.event !== 'Registered periodicsync') waiting.delete(key);
      else if (!waiting.has(key)) waiting.set(key, entry);
    }
    // What the log has not seen the browser live through, the browser may have slept through.
    const seen = history.entries.at(-1)?.time ?? 0;
    for (const registered of waiting.values()) {
      const interval = Math.max(SHORTEST, Number(metadataOf(registered, 'minInterval')) || 0);
      // What may have fired without being recorded fires again.
      const since = watchedSince(history, registered.service, registered.time, seen);
      // Of an interval that is as long as what the log keeps, nothing can be said.
      if (interval + SHORTEST > LONGEST || seen - since <= patienceFor(interval)) continue;
      found({
        key: registered.instanceId,
        proof_: [registered],
        words_: () => ({
          // Between two visits the phone may have been in a drawer.
          severity: wasInUse(history, since + interval, seen) ? 'warning' : 'info',
          title: `Periodic sync “${registered.instanceId}” has not fired`,
          cause: `It was registered ${sayTime(seen - registered.time)} ago, and in ${sayTime(seen - since)} no periodicsync event has come; its interval is ${sayTime(interval)}. Chromium fires it at most every 12 hours, and only for an installed app that is used.`,
          fix: 'Treat it as a bonus, and refresh at page load as well.',
        }),
      });
    }
  },
};

/** Was the browser seen when an event was due, and half a day before the end of the log? */
const wasInUse = ({ entries }: History, due: number, seen: number): boolean =>
  seen - (entries.find(({ time }) => time >= due)?.time ?? seen) >= SHORTEST;
