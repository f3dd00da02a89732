import type { Detail } from '../log/index.ts';
import { later } from '../log/native-timing.ts';
import { type Undo, undoAll } from '../platform.ts';
import { type EventDefinition, type Events, own } from '../services/index.ts';
import { type Lifetime, loggedError, watchLifetimes, watchListeners } from '../watch/index.ts';
import { type Journal, parentOf, type Span } from './journal.ts';

/** Milliseconds that an event is held for its end to be written. */
const PATIENCE = 1_000;

/** What every lifetime has in common at its end. */
function endOf({ duration, thrown, rejection, extensions }: Lifetime): Detail {
  const failure = thrown ?? rejection;
  return {
    phase: 'end',
    outcome: failure ? 'failed' : 'ok',
    duration: duration as number,
    extensions,
    ...(failure && { error: loggedError(failure.reason) }),
    ...(thrown && { threw: true }),
  };
}

/** Writes a line when one of these events is dispatched, and another when its last promise has settled. */
export function recordEvents(journal: Journal, events: Events, responders: readonly string[]): Undo {
  const { scope, fault, log } = journal;
  const types = Object.keys(events);

  const listeners = watchListeners({
    scope,
    types,
    fault,
    late: (type) =>
      journal.write(
        'serviceWorker',
        own('Listener added after start-up', {
          type,
          sinceBoot: performance.now(),
          listeners: listeners.count(type),
        }),
      ),
  });
  const lifetimes = watchLifetimes<Span>({
    scope,
    types,
    responders,
    fault,
    count: listeners.count,
    started({ event }) {
      const { type, isTrusted: trusted } = event;
      const { service, instance, start } = events[type] as EventDefinition;
      const span = journal.open(service, instance?.(event), { type }, { trusted });
      span.write(start(event, span), { phase: 'start', listeners: listeners.count(type) });
      return span;
    },
    // Not before the host's listeners, which would wait for it; not at the end of the turn, which may never come.
    dispatched: log.flush,
    ended(lifetime) {
      const { event, rejection, trace } = lifetime;
      const { type } = event;
      const line = events[type]?.end?.(event, lifetime, trace as Span) ?? {
        ...own(`${type} event completed`),
        metadata: { Status: rejection ? 'waitUntil Rejected' : 'Success' },
      };
      trace?.write(line, endOf(lifetime));
      // A database that never answers must not keep the host's event open.
      return new Promise<void>((resolve) => {
        log.flush().then(resolve);
        later(resolve, PATIENCE);
      });
    },
    late: ({ trace }, error) => trace?.write(own('waitUntil() called late', { error: loggedError(error) })),
    uncaught: (what, reason) =>
      journal.write('serviceWorker', own(what, { error: loggedError(reason) }), parentOf(journal.within())),
    holdable: (type) => events[type]?.holdable,
  });
  journal.within = () => lifetimes.current().flatMap(({ trace }) => trace ?? []);

  return undoAll([listeners.undo, lifetimes.undo]);
}
