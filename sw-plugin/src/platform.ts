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

/** A `ServiceWorkerGlobalScope`, or a `Window`: whatever the entry file hands in. */
export interface Scope extends EventTarget {
  readonly registration?: ServiceWorkerRegistration;
  readonly location: Location;
  readonly navigator: Navigator;
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

/** Ours before the host, or we, patch them. */
const { addEventListener, removeEventListener } = EventTarget.prototype;

export function listen<E extends Event>(
  scope: Scope,
  type: string,
  listener: (event: E) => void,
  capture: boolean,
): Undo {
  addEventListener.call(scope, type, listener as (event: Event) => void, capture);
  return () => removeEventListener.call(scope, type, listener as (event: Event) => void, capture);
}

/** Each of them undoes what no other has touched, so that their order does not matter. */
export const undoAll =
  (undos: readonly Undo[]): Undo =>
  () => {
    for (const undo of undos) undo();
  };
