/**
 * The few parts of the platform that TypeScript's DOM library leaves out, as far as this package touches them, and what
 * every room needs of it.
 * Structural on purpose: code here runs in workers, in pages, and in browsers that lack most of these classes.
 */
import { guarded } from './log/fault.ts';

export { fault, faultsSoFar, guarded } from './log/fault.ts';

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

/** Gives the platform back what is still ours, and is inert where somebody wrapped us since. */
export type Undo = () => void;

/** Where we are installed, and what is to be undone: empty when that was done. */
export interface Stage {
  readonly scope: Scope;
  readonly undos_: Undo[];
}

/** Of an object's own property; empty where it has none. */
export const descriptorOf = (object: unknown, name: string): PropertyDescriptor =>
  Object.getOwnPropertyDescriptor(Object(object), name) ?? {};

/** The value of a property that is data: a getter is the host's code, and is not called. */
export const dataOf = (object: unknown, name: string): unknown => descriptorOf(object, name).value;

/** Each of them undoes what no other has touched, so that their order does not matter, nor that one fails. */
export function undoAll(undos: Undo[]): void {
  for (const each of undos.splice(0)) guarded(each);
}

/** Takes the steps of an installation, and returns its undo. Where one throws, those before it are undone, and it throws. */
export function installed<S extends Stage>(stage: S, steps: (stage: S) => void): Undo {
  const undo = (): void => undoAll(stage.undos_);
  try {
    steps(stage);
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}
