/** Milliseconds that any one call to the worker may take before the page helps itself. */
export const TIME_LIMIT = 2_000;

/**
 * What a promise came to within its time: `{ value }`, or undefined when it was rejected or took too long.
 * A Comlink call to a dead worker never settles, so nothing here may be awaited without a limit.
 */
export function within<T>(
  promise: PromiseLike<T>,
  limit: number = TIME_LIMIT,
): Promise<{ value: T } | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limit, undefined);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve({ value });
      },
      () => {
        clearTimeout(timer);
        resolve(undefined);
      },
    );
  });
}
