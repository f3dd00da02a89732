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
  readonly clients?: {
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly WindowClientLike[]>;
  };
  readonly [name: string]: unknown;
}

/** Returned by everything that installs. Restores what is still ours, and is inert where somebody wrapped us since. */
export type Undo = () => void;

/** The last first. */
export const undoAll =
  (undos: readonly Undo[]): Undo =>
  () => {
    for (const undo of [...undos].reverse()) undo();
  };
