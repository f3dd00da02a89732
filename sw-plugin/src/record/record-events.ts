import type { Detail } from '../log/index.ts';
import { later } from '../log/native-timing.ts';
import { guarded, installAll, type Undo } from '../platform.ts';
import { type EventDefinition, type Events, own } from '../services/index.ts';
import {
  type LifetimeOptions,
  loggedError,
  type WatchedEvent,
  watchLifetimes,
  watchListeners,
} from '../watch/index.ts';
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
 * Writes a line when one of these events is dispatched, and another when its last promise has settled.
 *
 * `more` is installed by the first event, before the host hears of it, or in a later task: the worker is starting up.
 */
export function recordEvents(
  journal: Journal,
  events: Events,
  responders: readonly string[],
  more: () => Undo,
): Undo {
  const { scope, fault, log } = journal;
  const types = Object.keys(events);

  let late = false;
  const loadedLate = (type: string, evidence: string): void => {
    if (!late) journal.write('serviceWorker', own('Plugin loaded late', { type, evidence }));
    late = true;
  };

  const listeners = watchListeners({
    scope,
    types,
    others_: UNWATCHED,
    fault,
    late_: (type) =>
      journal.write(
        'serviceWorker',
        own('Listener added after start-up', {
          type,
          sinceBoot: performance.now(),
          listeners: listeners.count(type),
          sources: listeners.sources_(type).slice(-1),
        }),
      ),
  });
  const heard = (): readonly string[] => UNWATCHED.filter(listeners.count);
  const options: LifetimeOptions<Span> = {
    scope,
    types,
    responders_: responders,
    fault,
    count: listeners.count,
    unseen_: (type) => loadedLate(type, 'waitUntil'),
    started_({ event }) {
      rest();
      const { type, isTrusted: trusted } = event;
      const { service, instance_: instance, start_: start } = events[type] as EventDefinition;
      const span = journal.open(service, instance?.(event), { type }, { trusted });
      span.write(start(event, span), { phase: 'start', ...(!late && { listeners: listeners.count(type) }) });
      return span;
    },
    // Not before the host's listeners, which would wait for it; not at the end of the turn, which may never come.
    dispatched_: () => log.flush().catch(fault),
    ended_(lifetime) {
      const { event, rejection_: rejection, trace_: trace } = lifetime;
      const { type } = event;
      if (trace) trace.unseen_ = late || !listeners.count(type);
      const line = events[type]?.end_?.(event, lifetime, trace as Span) ?? {
        ...own(`${type} event completed`),
        metadata: { Status: rejection ? 'waitUntil Rejected' : 'Success' },
      };
      // Now, when the host has nothing left to wait for but the log.
      const sources = guarded(fault, () => listeners.sources_(type));
      trace?.write(line, {
        ...endOf(lifetime),
        ...(listeners.halted_(event) && { stopped: true }),
        ...(sources?.length && { sources }),
      });
      // A database that never answers must not keep the host's event open.
      return new Promise<void>((resolve) => {
        log.flush().then(resolve, resolve);
        later(resolve, PATIENCE);
      });
    },
    late_: ({ trace_: trace }, error) =>
      trace?.write(own('waitUntil() called late', { error: loggedError(error) })),
    uncaught_: (what, reason) =>
      journal.write(
        'serviceWorker',
        own(what, { error: loggedError(reason), ...(heard().length && { unwatched: heard() }) }),
        parentOf(journal),
      ),
    holdable_: (type) => events[type]?.holdable_,
  };
  let undoRest: Undo | undefined;
  let respond = more;
  const rest = (): void => {
    if (undoRest) return;
    undoRest = () => undefined;
    guarded(fault, () => {
      undoRest = installAll([more, respond]);
      if (listeners.early_) loadedLate(listeners.early_, 'handler');
    });
  };
  return installAll([
    () => listeners.undo,
    () => {
      const lifetimes = watchLifetimes(options);
      const { current_: current } = lifetimes;
      respond = lifetimes.respond_;
      journal.unsure_ = () => heard().length > 0 && !current().some(({ event }) => event.eventPhase);
      journal.within_ = () => current().flatMap(({ trace_: trace }) => trace ?? []);
      return lifetimes.undo;
    },
    () => {
      later(rest);
      return () => {
        undoRest?.();
        undoRest = () => undefined;
      };
    },
  ]);
}
