import { addTo } from '../add-to.ts';
import { countUntil } from '../count-until.ts';
import type { History } from '../history.ts';
import type { Rule } from '../rule.ts';
import { sayEvent } from '../say-event.ts';
import { SIGN } from '../sign.ts';
import type { TracedLifetime } from '../traced-lifetime.ts';
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
  link: 'https://github.com/WICG/background-sync/issues/83',
  find(history, found, each) {
    const { replaced, restarted } = successors(history);
    each(SIGN.terminated, (event) => {
      if (!event.dispatched_ || !event.opening_) return;
      // The browser lets what is open end before another worker takes over, or ends: what is missing is the word of it.
      const next = firstAfter(replaced, event);
      // A start of the same version before that proves that the event was not left to end.
      if (next <= event.start + LONGEST && firstAfter(restarted, event) >= next) return;
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

type Times = ReadonlyMap<string, readonly number[]>;

/** Of the times of its scope, the first after an event had begun. */
function firstAfter(times: Times, { scope, start }: TracedLifetime): number {
  const own = times.get(scope) ?? [];
  return own[countUntil(own, start)] ?? Number.POSITIVE_INFINITY;
}

/**
 * By scope, when workers were installed and activated: then the one before is replaced, and the end of its last event may
 * not have been written in time. And when workers were started that were not to be installed.
 */
function successors(history: History): { readonly replaced: Times; readonly restarted: Times } {
  const replaced = new Map<string, number[]>();
  const restarted = new Map<string, number[]>();
  const installs = history.events_('install');
  for (const { scope, start } of [...installs, ...history.events_('activate')]) addTo(replaced, scope, start);
  const updates = new Set(installs.map(({ boot }) => boot));
  for (const { scope, time, boot } of history.named_('Worker started'))
    if (!updates.has(boot)) addTo(restarted, scope, time);
  for (const own of replaced.values()) own.sort((a, b) => a - b);
  return { replaced, restarted };
}
