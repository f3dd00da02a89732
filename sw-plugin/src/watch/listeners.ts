import { later } from '../log/native-timing.ts';
import { type Fault, guarded, type Scope, type Undo } from '../platform.ts';
import { patchMethod } from './patch-method.ts';

export interface ListenersOptions {
  readonly scope: Scope;
  readonly types: readonly string[];
  /** A listener of the host was added after the worker's script had been evaluated. */
  readonly late: (type: string) => void;
  readonly fault: Fault;
}

export interface Listeners {
  /** Listeners that the host ever added for a type, and its `on…` handler. Removed ones still count. */
  readonly count: (type: string) => number;
  /** A type whose `on…` handler was there before us: so its listeners may have been, too. */
  readonly early: string | undefined;
  readonly undo: Undo;
}

/**
 * Counts the host's listeners by looking at `addEventListener`, and tells which came too late: a browser that wakes
 * the worker for an event does not wait for them
 * (https://w3c.github.io/ServiceWorker/#service-worker-global-scope-event-listener).
 */
export function watchListeners({ scope, types, late, fault }: ListenersOptions): Listeners {
  // The options stay unread, since reading a getter is something a host can see.
  const known = new Map<string, WeakSet<object>>(types.map((type) => [type, new WeakSet()]));
  const counts: Record<string, number> = {};
  const handles = (type: string): boolean => typeof scope[`on${type}`] === 'function';
  let evaluated = false;

  const undo = patchMethod(EventTarget.prototype, 'addEventListener', (call, target, args) => {
    const result = call(args);
    const [type, listener] = args as [string, object];
    const listeners = known.get(type);
    if (listeners && (target ?? scope) === scope) {
      guarded(fault, () => {
        if (!(listener instanceof Object) || listeners.has(listener)) return;
        listeners.add(listener);
        counts[type] = (counts[type] ?? 0) + 1;
        if (evaluated) late(type);
      });
    }
    return result;
  });
  // A task: microtasks of the evaluation are still in time.
  later(() => {
    evaluated = true;
  });

  return {
    count: (type) => (counts[type] ?? 0) + +handles(type),
    early: types.find(handles),
    undo,
  };
}
