import { addTo } from '../add-to.ts';
import { between } from '../between.ts';
import type { History } from '../history.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import { wasBlind } from '../watched-since.ts';

/** No browser lets an event run for longer, ms. */
const LONGEST = 300_000;

/** What is later by less (ms) may be the event itself. */
const AFTER = 0.001;

/**
 * An event that began and never ended, in a worker that is gone.
 *
 * The clock proves nothing here, an event can run for minutes: `lifetimes()` goes by what is alive.
 */
export const killedMidEvent: Rule = {
  id: 'D10',
  link: 'https://github.com/WICG/background-sync/issues/83',
  find(history, found, each) {
    const replaced = replacements(history);
    each(SIGN.terminated, (event) => {
      if (!event.dispatched_ || !event.opening_) return;
      // The browser lets what is open end before another worker takes over, or ends: what is missing is the word of it.
      if (between(replaced.get(event.scope) ?? [], event.start + AFTER, event.start + LONGEST)) return;
      if (wasBlind(history, event.service, event.start, event.start + LONGEST)) return;
      found({
        key: event.kind,
        proof_: event,
        words_: () => ({
          title: `The worker was stopped in the middle of a ${sayEvent(event.kind)}`,
          cause:
            'The event has a start and no end, and its worker is gone. Browsers stop one that takes too long or did not pass its work to waitUntil(); so does a crash or closing the browser.',
          fix: 'Pass all work to event.waitUntil(), keep it short, and make the handler able to do the same work twice.',
        }),
      });
    });
  },
};

/**
 * By scope, when workers were installed and activated: then the one before is replaced, and the end of its last event may
 * not have been written in time.
 */
function replacements(history: History): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { scope, start } of ['install', 'activate'].flatMap(history.events_)) addTo(times, scope, start);
  for (const own of times.values()) own.sort((a, b) => a - b);
  return times;
}
