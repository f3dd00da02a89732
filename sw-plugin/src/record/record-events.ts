import type { Detail } from '../log/index.ts';
import type { Undo } from '../platform.ts';
import { type EventDefinition, type Events, type Line, own } from '../services/index.ts';
import { type Lifetime, loggedError, watchLifetimes, watchListeners } from '../watch/index.ts';
import { type Journal, parentOf, type Span } from './journal.ts';

/** Milliseconds that an event is held for its end to be written. */
const PATIENCE = 1_000;

/** What every lifetime has in common at its end. */
function endOf({ duration = 0, thrown, rejection, extensions }: Lifetime): Detail {
  const failure = thrown ?? rejection;
  return {
    phase: 'end',
    outcome: failure ? 'failed' : 'ok',
    duration,
    extensions: [...extensions],
    ...(failure && { error: loggedError(failure.reason) }),
    ...(thrown && { threw: true }),
  };
}

/** Writes a line when one of these events is dispatched, and another when its last promise has settled. */
export function recordEvents(journal: Journal, events: Events, responders: readonly string[]): Undo {
  const { scope, fault, log } = journal;
  const types = Object.keys(events);
  const spans = new WeakMap<Lifetime, Span>();
  /** Ends our hold on a lifetime. */
  const held = new WeakMap<Lifetime, () => void>();

  const write = ({ event, type }: Lifetime, span: Span, line: Line, detail: Detail): void =>
    span.write(line, { type, ...detail }, { trusted: event.isTrusted });

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
  const lifetimes = watchLifetimes({
    scope,
    types,
    responders,
    fault,
    count: listeners.count,
    started(lifetime) {
      const { event, type } = lifetime;
      const { service, instanceId, start } = events[type] as EventDefinition;
      const span = journal.open(service, instanceId?.(event));
      spans.set(lifetime, span);
      write(lifetime, span, start(event, span), { phase: 'start', listeners: listeners.count(type) });
    },
    // Not before the host's listeners, which would wait for it; not at the end of the turn, which may never come.
    dispatched: log.flush,
    ended(lifetime) {
      const { event, type, rejection } = lifetime;
      const span = spans.get(lifetime) as Span;
      const line = events[type]?.end?.(event, lifetime, span) ?? {
        ...own(`${type} event completed`),
        metadata: { Status: rejection ? 'waitUntil Rejected' : 'Success' },
      };
      write(lifetime, span, line, endOf(lifetime));
      const release = held.get(lifetime);
      log.flush().then(release);
      // A database that never answers must not keep the host's event open.
      if (release) setTimeout(release, PATIENCE);
    },
    late: (lifetime, error) =>
      write(lifetime, spans.get(lifetime) as Span, own('waitUntil() called late'), {
        error: loggedError(error),
      }),
    uncaught: (what, reason) =>
      journal.write('serviceWorker', own(what, { error: loggedError(reason) }), parentOf(journal.within())),
    hold: (lifetime) =>
      events[lifetime.type]?.holdable && new Promise<void>((release) => held.set(lifetime, release)),
  });
  journal.within = () => lifetimes.current().flatMap((lifetime) => spans.get(lifetime) ?? []);

  return () => {
    lifetimes.undo();
    listeners.undo();
  };
}
