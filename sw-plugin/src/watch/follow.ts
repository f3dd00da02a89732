/** The platform's own, whatever has taken the global's place before or after us (zone.js and the like do). */
export const NativePromise: PromiseConstructor = (async () => undefined)().constructor as PromiseConstructor;
const { then } = NativePromise.prototype;

/** A promise of the platform's, as its asynchronous methods return it. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof NativePromise;
}

/** A promise for whatever a `Promise<T>` parameter would be converted to; a promise is passed as it is. */
export function promiseOf(value: unknown): Promise<unknown> {
  return isPromise(value) ? value : NativePromise.resolve(value);
}

/**
 * Reacts to a promise whose rejection somebody else handles, or is seen to (`waitUntil` reports its own).
 * `settled` must not throw.
 */
export function follow(promise: Promise<unknown>, settled: (outcome: unknown, failed?: true) => void): void {
  then.call(promise, settled, (reason: unknown) => settled(reason, true));
}

/**
 * Reacts to a promise that the host is about to get, and returns the one to give it instead: with the same outcome, and
 * unhandled when the host does not handle it. A reaction on the promise itself would mark it as handled, and
 * `unhandledrejection` would stay out. `settled` must not throw.
 */
export function follower(
  promise: Promise<unknown>,
  settled: (outcome: unknown, failed?: true) => void,
): Promise<unknown> {
  return then.call(
    promise,
    (value: unknown) => {
      settled(value);
      return value;
    },
    (reason: unknown) => {
      settled(reason, true);
      throw reason;
    },
  );
}
