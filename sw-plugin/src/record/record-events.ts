import type { Detail } from '../log/index.ts';
import { later } from '../log/native-timing.ts';
import { guarded } from '../platform.ts';
import { type EventDefinition, type Events, own, statusOf } from '../services/index.ts';
import { loggedError, type WatchedEvent, watchLifetimes, watchListeners } from '../watch/index.ts';
import { type Journal, parentOf, type Span } from './journal.ts';

/**
 * Milliseconds that an event is held, at most, for its end to be written: a write takes 1 to 3, one that has to open the
 * database first up to 40. An unregistration, or a new worker's activation, waits for as long.
 */
const PATIENCE = 100;

/** Events in which things happen that we do not listen to: they are the host's alone. */
const UNWATCHED = ['fetch', 'message'];

/** What every lifetime has in common at its end. */
function endOf({ duration, thrown_: thrown, rejection_: rejection, extensions }: WatchedEvent): Detail {
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

/**
 * Writes a line when an event of these types is dispatched, and another when its last promise has settled.
 *
 * `definitions` and `more` are asked for, and installed, by the first event, before the host hears of it, or in a later task: the worker is starting up.
 */
export function recordEvents(
  journal: Journal,
  types: readonly string[],
  definitions: () => Events,
  responders: readonly string[],
  more: () => void,
): void {
  const { log } = journal;
  let events: Events;

  let late = false;
  const loadedLate = (type: string, evidence: string): void => {
    if (!late) journal.write('serviceWorker', own('Plugin loaded late', { type, evidence }));
    late = true;
  };

  const listeners = watchListeners(journal, types, UNWATCHED, (type) =>
    journal.write(
      'serviceWorker',
      own('Listener added after start-up', {
        type,
        sinceBoot: performance.now(),
        listeners: count(type),
        sources: listeners.sources_(type).slice(-1),
      }),
    ),
  );
  const { count_: count } = listeners;

  let resting = true;
  const rest = (): void => {
    // Undone meanwhile, it is not begun any more.
    if (!resting || !journal.undos_.length) return;
    resting = false;
    events = definitions();
    guarded(() => {
      more();
      lifetimes.respond_(responders);
      if (listeners.early_) loadedLate(listeners.early_, 'handler');
    });
  };
  const lifetimes = watchLifetimes<Span>(journal, {
    types_: types,
    count_: count,
    unseen_: (type) => loadedLate(type, 'waitUntil'),
    started_({ event }) {
      rest();
      const { type, isTrusted: trusted } = event;
      const { service, instance_: instance, start_: start } = events[type] as EventDefinition;
      const span = journal.open(service, instance?.(event), { type }, { trusted });
      span.write(start(event, span), { phase: 'start', ...(!late && { listeners: count(type) }) });
      guarded(() => journal.began_?.(event, span));
      return span;
    },
    // Not before the host's listeners, which would wait for it; not at the end of the turn, which may never come.
    dispatched_: () => log().flush(),
    ended_(lifetime) {
      const { event, rejection_: rejection, trace_: trace } = lifetime;
      const { type } = event;
      if (trace) {
        trace.unseen_ = late || !count(type);
        const line =
          events[type]?.end_?.(event, lifetime, trace) ??
          own(`${type} event completed`, {}, statusOf(rejection));
        // Now, when the host has nothing left to wait for but the log.
        const sources = guarded(() => listeners.sources_(type));
        trace.write(line, {
          ...endOf(lifetime),
          ...(listeners.halted_(event) && { stopped: true }),
          ...(sources?.length && { sources }),
        });
      }
      // A database that never answers must not keep the host's event open.
      return new Promise<void>((resolve) => {
        later(resolve, PATIENCE);
        // Where there is no log, either, this is nobody's rejection.
        guarded(() => log().flush().then(resolve, resolve));
      });
    },
    late_: ({ trace_: trace }, error) =>
      trace?.write(own('waitUntil() called late', { error: loggedError(error) })),
    uncaught_(what, reason) {
      const unwatched = UNWATCHED.filter(count);
      journal.write(
        'serviceWorker',
        own(what, { error: loggedError(reason), ...(unwatched.length && { unwatched }) }),
        parentOf(journal),
      );
    },
    holdable_: (type) => events[type]?.holdable_,
  });
  const { current_: current } = lifetimes;
  journal.unsure_ = () => UNWATCHED.some(count) && !current().some(({ event }) => event.eventPhase);
  journal.within_ = () => current().flatMap(({ trace_: trace }) => trace ?? []);
  later(rest);
}
