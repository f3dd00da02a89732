import type { Extension } from '../log/entry.ts';
import { later } from '../log/native-timing.ts';
import { type ExtendableEventLike, guarded, type Stage } from '../platform.ts';
import { follow, NativePromise, promiseOf } from './follow.ts';
import { listen } from './listen.ts';
import { loggedError } from './logged-error.ts';
import { microtask } from './microtask.ts';
import { patchMethod } from './patch-method.ts';
import { watchUnwound } from './unwound.ts';

const { isArray } = Array;

/** One dispatched event, from the first listener to the last settled promise. Grows while it is open. */
export interface WatchedEvent<Trace = unknown> {
  readonly event: ExtendableEventLike;
  /** `performance.now()` at the dispatch. */
  readonly began_: number;
  readonly extensions: readonly Extension[];
  /** What a listener threw synchronously, in a box because anything can be thrown. */
  readonly thrown_?: Failure;
  /** The first promise that was rejected. */
  readonly rejection_?: Failure;
  /** What the host answered with `respondWith()`; absent while that is pending. */
  readonly response_?: Settled;
  /** Milliseconds from the dispatch to the end, once it has ended. */
  readonly duration?: number;
  /** What `started` made of it; absent where that failed. */
  readonly trace_?: Trace;
}

export interface Failure {
  readonly reason: unknown;
}

export interface Settled {
  readonly outcome_: unknown;
  readonly failed_: true | undefined;
}

export interface LifetimeOptions<Trace> {
  readonly types_: readonly string[];
  /** The host's listeners for a type. When there are more than at start-up, ours is not the last one any more. */
  readonly count_: (type: string) => number;
  /** Before the host's first listener. */
  readonly started_: (lifetime: WatchedEvent<Trace>) => Trace;
  /** A listener was there before us: it has extended an event of this type, which none was seen to listen to. */
  readonly unseen_: (type: string) => void;
  /** After the last listener, when promises are still pending. */
  readonly dispatched_: () => void;
  /**
   * In the turn in which the browser itself considers the event finished, just before it does. Where the event is held,
   * it is so until this promise has settled.
   */
  readonly ended_: (lifetime: WatchedEvent<Trace>) => Promise<unknown>;
  /** What the host did not catch: https://html.spec.whatwg.org/#runtime-script-errors */
  readonly uncaught_: (what: 'Uncaught error' | 'Unhandled rejection', reason: unknown) => void;
  /** A `waitUntil()` that the browser refused because the lifetime was over. */
  readonly late_: (lifetime: WatchedEvent<Trace>, error: unknown) => void;
  /** The browser may be kept from finishing the event: not where a lifetime lends rights, or keeps others waiting. */
  readonly holdable_: (type: string) => boolean | undefined;
}

export interface Lifetimes<Trace> {
  /** The lifetime whose listeners are being called right now; else all that are open, the newest first. */
  readonly current_: () => readonly WatchedEvent<Trace>[];
  /** Watches `respondWith()` of these interfaces, too: not at once, since an interface that is asked for has to be made. */
  readonly respond_: (interfaceNames: readonly string[]) => void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Tracked<Trace> = Writable<WatchedEvent<Trace>> & {
  readonly extensions: Extension[];
  /** Promises of the host that have not settled. */
  pending_: number;
  /** While we hold the event: ends that, with or after a promise. */
  release_?: ((written: unknown) => void) | undefined;
};

const since = ({ began_: began }: WatchedEvent): number => performance.now() - began;

/** `eventPhase` goes back to NONE with the last listener: https://dom.spec.whatwg.org/#concept-event-dispatch */
const isDispatching = ({ event }: WatchedEvent): boolean => event.eventPhase > 0;

/**
 * Watches functional events without taking part in them.
 *
 * A capture listener of our own, added before anyone else's, sees the event first, whatever the host's listeners do
 * with it. `waitUntil()` and `respondWith()` are looked at, not replaced. The end of a dispatch is seen by a listener
 * that runs last; the end of a lifetime in the very microtask in which the browser counts its last promise down
 * (https://w3c.github.io/ServiceWorker/#dom-extendableevent-waituntil). The browser is kept from ending the event until
 * that is on the disk, and the host is told "too late" as if it were not.
 */
export function watchLifetimes<Trace>(stage: Stage, options: LifetimeOptions<Trace>): Lifetimes<Trace> {
  const { scope, undos_: undos } = stage;
  const { types_: types, count_: count } = options;
  const tracked = new WeakMap<object, Tracked<Trace>>();
  const open = new Set<Tracked<Trace>>();
  /** Per type, the listeners before our last one. */
  const before: Record<string, number> = {};

  const ExtendableEvent = scope.ExtendableEvent as new (type: string) => ExtendableEventLike;
  const { waitUntil } = ExtendableEvent.prototype;
  /** An event that cannot be extended: one that is over, as soon as there is one. */
  let over = new ExtendableEvent('');
  const current = (): readonly Tracked<Trace>[] => {
    const all = [...open].reverse();
    const dispatching = all.find(isDispatching);
    return dispatching ? [dispatching] : all;
  };

  function settle(lifetime: Tracked<Trace>): void {
    if (lifetime.duration !== undefined || lifetime.pending_) return;
    lifetime.duration = since(lifetime);
    open.delete(lifetime);
    if (!lifetime.release_) over = lifetime.event;
    const written = guarded(() => options.ended_(lifetime));
    lifetime.release_?.(written);
  }

  function first(event: Event): void {
    if (tracked.has(event)) return;
    const lifetime: Tracked<Trace> = {
      event: event as ExtendableEventLike,
      began_: performance.now(),
      extensions: [],
      pending_: 0,
    };
    tracked.set(event, lifetime);
    open.add(lifetime);
    guarded(() => {
      lifetime.trace_ = options.started_(lifetime);
      if (!event.isTrusted || !options.holdable_(event.type)) return;
      const held = new NativePromise((release) => {
        lifetime.release_ = release;
      });
      waitUntil.call(event, held);
      follow(held, () => {
        lifetime.release_ = undefined;
        over = lifetime.event;
      });
    });
    // For dispatches whose last listener is not ours: stopped, or overtaken by one that was added later.
    later(() => settle(lifetime));
  }

  /** Runs last: what the listeners queued as microtasks has run, and none of the host's code is left to call. */
  function last(event: Event): void {
    const lifetime = tracked.get(event);
    if (!lifetime || !event.isTrusted || before[event.type] !== count(event.type)) return;
    settle(lifetime);
    options.dispatched_();
  }

  /** Watches one promise that extends the lifetime. */
  function extend(
    lifetime: Tracked<Trace>,
    method: Extension['method'],
    promise: Promise<unknown>,
    given: string,
  ): void {
    const extension: Writable<Extension> = {
      method,
      at: since(lifetime),
      state: 'pending',
      // An object may be a thenable; to look is to call its getter.
      ...(given !== 'object' && { given }),
    };
    lifetime.extensions.push(extension);
    follow(promise, (outcome, failed) => {
      guarded(() => {
        extension.settled = since(lifetime);
        extension.state = failed ? 'rejected' : 'fulfilled';
        if (method === 'respondWith') lifetime.response_ = { outcome_: outcome, failed_: failed };
        if (!failed) return;
        lifetime.rejection_ ??= { reason: outcome };
        extension.error = loggedError(outcome);
      });
      // The browser, too, counts down one microtask after the reaction; ours was queued right behind its own.
      microtask(() => {
        lifetime.pending_ -= 1;
        if (!isDispatching(lifetime)) settle(lifetime);
      });
    });
    // Not before: `then` can throw, in a promise class of the host's, and what is not followed must not be waited for.
    lifetime.pending_ += 1;
  }

  const patchExtender = (interfaceName: string, method: Extension['method']): void =>
    patchMethod(stage, interfaceName, method, (call, target, args) => {
      guarded(() => {
        if (!(target instanceof ExtendableEvent && target.isTrusted && types.includes(target.type))) return;
        // Loaded after the host's listeners, ours is not the first: a worker's scope calls them in order of arrival.
        if (!tracked.has(target) || !count(target.type)) options.unseen_(target.type);
        first(target);
      });
      const lifetime = tracked.get(target as object);
      if (!lifetime || !args.length) return call(args);
      const promise = promiseOf(args[0]);
      try {
        // Late, but for our own hold: an event that is over throws what this one would.
        if (lifetime.release_ && !lifetime.pending_ && !isDispatching(lifetime))
          waitUntil.call(over, promise);
        // A thenable's `then` is the host's: it must not be called twice.
        const result = call([promise]);
        guarded(() => extend(lifetime, method, promise, isArray(args[0]) ? 'array' : typeof args[0]));
        return result;
      } catch (error) {
        guarded(() => {
          lifetime.extensions.push({ method, at: since(lifetime), state: 'late', error: loggedError(error) });
          options.late_(lifetime, error);
        });
        throw error;
      }
    });

  const { probe_: probe, isUnwound_: isUnwound } = watchUnwound();
  const onFailure = (event: Event): void => {
    const { error, message, reason = error ?? message } = event as ErrorEvent & PromiseRejectionEvent;
    // None, where it is an unhandled rejection: those are told of in tasks of their own.
    const lifetime = current().find(isDispatching);
    if (lifetime && isUnwound(event)) lifetime.thrown_ ??= { reason };
    options.uncaught_(event.type === 'error' ? 'Uncaught error' : 'Unhandled rejection', reason);
  };

  // Now: an `on…` handler, which nothing tells of, is called in the order in which it came.
  listen(stage, types, first, true);
  // When the worker's script has been evaluated: behind every listener that can be there in time. Where there is none,
  // nothing has to be behind it.
  microtask(() =>
    guarded(() => {
      for (const type of undos.length ? types : []) {
        before[type] = count(type);
        if (before[type]) listen(stage, [type], last, false);
      }
    }),
  );
  listen(stage, ['error'], probe, true, true);
  listen(stage, ['error', 'unhandledrejection'], onFailure, true);
  patchExtender('ExtendableEvent', 'waitUntil');
  return {
    current_: current,
    respond_(names) {
      for (const name of names) patchExtender(name, 'respondWith');
    },
  };
}
