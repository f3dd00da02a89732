import { later } from '../log/native-timing.ts';
import { guarded, type Stage, type Undo } from '../platform.ts';
import { listen } from './listen.ts';
import { patchMethod } from './patch-method.ts';

export interface Listeners {
  /** Listeners that the host ever added for a type, and its `on…` handler. Removed ones still count. */
  readonly count_: (type: string) => number;
  /** A type whose `on…` handler was there before us: so its listeners may have been, too. */
  readonly early_: string | undefined;
  /**
   * Where those of a type were added, as stacks, in that order. To be read is what a stack costs (40 µs in V8), so not before
   * somebody asks. Nothing where the browser cannot tell, or the host writes the stacks itself (`prepareStackTrace`).
   */
  readonly sources_: (type: string) => readonly string[];
  /** Did a listener keep this event from the last one of the host's? */
  readonly halted_: (event: Event) => boolean;
}

/** Of V8 and JavaScriptCore, and of Firefox since 138. */
interface Traces {
  captureStackTrace(place: object, above: object): void;
  readonly prepareStackTrace: unknown;
}

/** Characters of a stack: its first frame is what is asked for. */
const MOST = 300;

/**
 * Counts the host's listeners for `types` by looking at `addEventListener`, and tells by `late` which came too late: a
 * browser that wakes the worker for an event does not wait for them
 * (https://w3c.github.io/ServiceWorker/#service-worker-global-scope-event-listener). `others` are counted and no more:
 * no listener of ours is ever added for them.
 */
export function watchListeners(
  stage: Stage,
  types: readonly string[],
  others: readonly string[],
  late: (type: string) => void,
): Listeners {
  const { scope } = stage;
  /** Types by listener. The options stay unread, since reading a getter is something a host can see. */
  const known = new WeakMap<object, Set<string>>();
  const counts: Record<string, number> = {};
  const handles = (type: string): boolean => typeof scope[`on${type}`] === 'function';
  const count = (type: string): number => (counts[type] ?? 0) + +handles(type);
  let evaluated = false;
  /** Per type, what takes our listener away that stands just before the host's last one. */
  const marks = new Map<string, Undo>();
  const reached = new WeakSet<Event>();
  const places: (readonly [type: string, place: { readonly stack?: string }])[] = [];

  /** Ours goes behind the listeners that there are, and the host's next one behind that. */
  function mark(type: string): void {
    if (!count(type) || evaluated || others.includes(type)) return;
    marks.get(type)?.();
    marks.set(
      type,
      listen(stage, [type], (event) => reached.add(event), false),
    );
  }

  // A task: microtasks of the evaluation are still in time.
  later(() => {
    evaluated = true;
  });
  patchMethod(stage, 'EventTarget', 'addEventListener', (call, target, args, outermost) => {
    const [type, listener] = args as [string, object];
    // `instanceof` asks a proxy of the host's, which may throw.
    const isNew = guarded(
      () =>
        (types.includes(type) || others.includes(type)) &&
        (target ?? scope) === scope &&
        listener instanceof Object &&
        !known.get(listener)?.has(type),
    );
    if (isNew)
      guarded(() => {
        mark(type);
        const { prepareStackTrace, captureStackTrace } = Error as Partial<Traces>;
        if (prepareStackTrace || !captureStackTrace) return;
        const place = {};
        captureStackTrace(place, outermost);
        places.push([type, place]);
      });
    const result = call(args);
    if (isNew)
      guarded(() => {
        known.set(listener, (known.get(listener) ?? new Set()).add(type));
        counts[type] = (counts[type] ?? 0) + 1;
        if (evaluated && !others.includes(type)) late(type);
      });
    return result;
  });
  return {
    count_: count,
    early_: types.find(handles),
    sources_: (type) => places.flatMap(([of, { stack }]) => (of === type ? `${stack}`.slice(0, MOST) : [])),
    halted_: (event) => marks.has(event.type) && !reached.has(event),
  };
}
