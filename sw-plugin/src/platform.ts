/**
 * The few parts of the platform that TypeScript's DOM library leaves out, as far as this package touches them, and what
 * every room needs of it.
 * Structural on purpose: code here runs in workers, in pages, and in browsers that lack most of these classes.
 */

export interface ExtendableEventLike extends Event {
  waitUntil(promise: unknown): void;
}

export interface WindowClientLike {
  readonly id: string;
  readonly url: string;
  readonly visibilityState: string;
  readonly focused: boolean;
}

/** What a worker's navigator has as well as a page's. A page's own code asks for more, and says so. */
export interface NavigatorLike {
  readonly userAgent: string;
  readonly locks?: LockManager;
}

/** A `ServiceWorkerGlobalScope`, or a `Window`: whatever the entry file hands in. */
export interface Scope extends EventTarget {
  readonly registration?: ServiceWorkerRegistration;
  readonly location: { readonly host: string; readonly href: string; readonly origin: string };
  readonly navigator: NavigatorLike;
  readonly indexedDB?: IDBFactory;
  readonly [name: string]: unknown;
}

export interface WorkerScope extends Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly WindowClientLike[]>;
  };
}

/** Returned by everything that installs. Restores what is still ours, and is inert where somebody wrapped us since. */
export type Undo = () => void;

/** The value of a property that is data: a getter is the host's code, and is not called. */
export const dataOf = (object: unknown, name: string): unknown =>
  Object.getOwnPropertyDescriptor(Object(object), name)?.value;

/** Counts what failed in our own code while the host's went on. */
export type Fault = (error: unknown) => void;

/** Runs our own code inside the host's call. */
export function guarded<T>(fault: Fault, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    fault(error);
    return undefined;
  }
}

/** Ours before the host, or we, patch them. Where the platform is in parts, whoever listens throws: this must not. */
const { addEventListener, removeEventListener } =
  guarded(
    () => undefined,
    () => EventTarget.prototype,
  ) ?? ({} as EventTarget);

/**
 * What the listener throws would reach the host as an error of its own: it is counted. Without `fault` the listener is
 * added as it is, and must not throw.
 */
export function listen<E extends Event>(
  scope: Scope,
  type: string,
  listener: (event: E) => void,
  capture: boolean,
  fault?: Fault,
): Undo {
  const ours = fault
    ? (event: Event): void => guarded(fault, () => listener(event as E))
    : (listener as (event: Event) => void);
  addEventListener.call(scope, type, ours, capture);
  return () => removeEventListener.call(scope, type, ours, capture);
}

/**
 * Takes the steps of an installation; each returns its undo. Where one throws, those before it are undone, and it
 * throws. Each of them undoes what no other has touched, so that their order does not matter, nor that one fails.
 */
export function installAll(steps: readonly (() => Undo)[]): Undo {
  const undos: Undo[] = [];
  const undo = (): void => {
    for (const each of undos.splice(0)) guarded(() => undefined, each);
  };
  try {
    for (const step of steps) undos.push(step());
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}
