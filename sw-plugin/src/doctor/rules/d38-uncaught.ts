import type { Entry, LoggedError } from '../../log/entry.ts';
import type { Boot } from '../boot.ts';
import { detailOf, errorIn, errorOf, extensionsOf, list } from '../detail-readers.ts';
import type { History } from '../history.ts';
import { isNetworkFailure } from '../is-network-failure.ts';
import { isProgrammingError } from '../is-programming-error.ts';
import { latestBefore } from '../latest-before.ts';
import { OF_ANSWER } from '../of-answer.ts';
import { perLog } from '../per-log.ts';
import { recentEvent } from '../recent-event.ts';
import type { Rule } from '../rule.ts';
import { sameError } from '../same-error.ts';
import { sayError } from '../say-error.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';

/** What comes this soon (ms) after an event that it can come from, comes from it. */
const SOON = 1_000;

/** So many of the latest events, or calls, are looked at for where an error comes from. */
const LATEST = 8;

/** Ends of events that tell an error. */
const TELLING: number = SIGN.failed | SIGN.threw | SIGN.rejected | SIGN.late;

/** Chromium rejects the response of a navigation preload that nobody used, and everybody sees that in the console. */
const HARMLESS: RegExp = /navigation preload/i;

/** How hosts that wrap what `fetch()` was rejected with word it. */
const OFFLINE: RegExp = /offline|network|failed to fetch/i;

/** An error or a rejection in the worker that no event and no handler accounts for. */
export const uncaught: Rule = {
  id: 'D38',
  title: 'An error in the worker was not handled',
  severity: 'warning',
  link: 'Window/unhandledrejection_event',
  find(history, found) {
    for (const entry of history.named_('Unhandled rejection', 'Uncaught error')) {
      const { parent, context, event: what, span } = entry;
      const rejection = what === 'Unhandled rejection';
      // Of a rejection during an event D9 and D25 know more.
      if (context !== 'worker' || span || (parent && (rejection || entry.parentGuess))) continue;
      const error = errorOf(entry);
      const message = error?.message ?? '';
      // The answer to a payment that the browser cannot read is D45's.
      if (HARMLESS.test(message) || OF_ANSWER.test(message)) continue;
      // A request that did not get through and that nobody waits for (stale while revalidate, offline) harms nobody.
      if (isNetworkFailure(error) || isOfOffline(entry, error)) continue;
      const boot = history.boots_.get(entry.boot);
      const during = history.span(parent, boot);
      if (during ? tellsOf(during, entry, Number.POSITIVE_INFINITY) : belongsToEvent(entry, boot)) continue;
      if (belongsToCall(entry, history) || belongsToRegister(entry, boot, history)) continue;
      found({
        key: `${what} ${error?.name} ${error?.message}`,
        proof_: [entry],
        words_: () => ({
          title: rejection ? 'A promise in the worker was rejected and nobody handled it' : this.title,
          cause: during
            ? `${sayError(error)}, while a ${sayEvent(during.kind)} was being handled.`
            : `${sayError(error)}, outside of every event that is in the log: it comes from something that is not watched (${notWatched(entry)}), or was not recorded.`,
          fix: 'Find it by the stack, and catch it.',
        }),
      });
    }
  },
};

/** A failed request that a host which answers requests put into words of its own; bugs keep their names. */
function isOfOffline(entry: Entry, error: LoggedError | undefined): boolean {
  return (
    list(detailOf(entry).unwatched).includes('fetch') &&
    OFFLINE.test(error?.message ?? '') &&
    !isProgrammingError(error)
  );
}

/** What it may come from: what the host is known to listen to, or all that nobody watches. */
function notWatched(entry: Entry): string {
  const types = list(detailOf(entry).unwatched).filter((type) => typeof type === 'string');
  const events = types.length > 0 ? types.join(' or ') : 'fetch or message';
  return `a ${events} handler, a timer, the evaluation of the script`;
}

/** During an event, right after one that waited for nothing (D9), or the same failure as the event's own (D6 to D8). */
function belongsToEvent(entry: Entry, boot: Boot | undefined): boolean {
  const events = boot?.events_ ?? [];
  const latest = latestBefore(events, entry.time);
  for (let i = latest; i >= 0 && i > latest - LATEST; i--) {
    const event = events[i] as TracedLifetime;
    if (i === latest && (event.end ?? Number.POSITIVE_INFINITY) >= entry.time) return true;
    if (tellsOf(event, entry)) return true;
  }
  const recent = recentEvent(boot, entry.time, SOON);
  return recent !== undefined && !(recent.signs_ & SIGN.waited);
}

const failures = perLog((history) => history.remarkable_.filter(({ signs_: signs }) => signs & SIGN.failed));

/** Of a call that the browser refused, which is a finding by itself (D27, D30, D31, D39). */
function belongsToCall({ boot, time, detail }: Entry, history: History): boolean {
  const calls = failures(history);
  const latest = latestBefore(calls, time);
  return calls
    .slice(Math.max(0, latest + 1 - LATEST), latest + 1)
    .some(
      (call) =>
        !call.dispatched_ && call.boot === boot && sameError(errorOf(call.closing_), errorIn(detail?.error)),
    );
}

/** Of a script that failed while register() was trying it: the page was told (D34). */
function belongsToRegister({ origin, time }: Entry, boot: Boot | undefined, history: History): boolean {
  if (boot?.events_[0]) return false;
  const calls = history.calls_('register()');
  // Pages and workers don't share a clock.
  const latest = latestBefore(calls, time + SOON);
  return calls
    .slice(Math.max(0, latest + 1 - LATEST), latest + 1)
    .some(
      ({ outcome, end = 0, first }) => outcome === 'failed' && first.origin === origin && time <= end + SOON,
    );
}

/** A rejected waitUntil() promise is unhandled to the browser as well, and a refused waitUntil() call throws. */
function tellsOf(event: TracedLifetime, uncaught: Entry, within: number = SOON): boolean {
  if (!(event.signs_ & TELLING) && !event.eventful_) return false;
  const error = errorOf(uncaught);
  return event.entries.some(
    (told) =>
      Math.abs(uncaught.time - told.time) <= within &&
      told !== uncaught &&
      (sameError(errorOf(told), error) ||
        extensionsOf(told).some((one) => sameError(errorIn(one.error), error))),
  );
}
