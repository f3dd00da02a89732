import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import { wasBlind } from '../watched-since.ts';

/** No browser lets an event run for longer, ms. */
const LONGEST = 300_000;

/**
 * An event that began and never ended, in a worker that is gone.
 *
 * The clock proves nothing here, an event can run for minutes: `lifetimes()` goes by what is alive.
 */
export const killedMidEvent: Rule = {
  id: 'D10',
  severity: 'error',
  link: 'https://github.com/WICG/background-sync/issues/83',
  find(history, found) {
    for (const event of history.withSign_(SIGN.terminated)) {
      if (!event.dispatched_ || !event.opening_) continue;
      if (wasBlind(history, event.service, event.start, event.start + LONGEST)) continue;
      found({
        key: event.kind,
        proof_: event,
        words_: () => ({
          title: `The worker was stopped in the middle of a ${sayEvent(event.kind)}`,
          cause:
            'The event has a start and no end, and its worker is gone. Browsers stop a worker that takes too long or whose handler did not pass its work to waitUntil(); so does a crash or closing the browser.',
          fix: 'Pass all work to event.waitUntil(), keep it short, and make the handler able to do the same work twice.',
        }),
      });
    }
  },
};
