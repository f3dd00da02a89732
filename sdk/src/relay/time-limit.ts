/** Milliseconds that any one call to the worker may take before the page helps itself. */
export const TIME_LIMIT = 2_000;

/**
 * What a promise came to within its time: `{ value }`, or undefined when it was rejected, took too long, or `signal`
 * was aborted. A Comlink call to a dead worker never settles, so nothing here may be awaited without a limit.
 */
export function within<T>(
  promise: Promise<T>,
  limit: number,
  signal: AbortSignal,
): Promise<{ value: T } | undefined> {
  return new Promise((resolve) => {
    const giveUp = (): void => settle();
    function settle(outcome?: { value: T }): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(outcome);
    }
    const timer = setTimeout(giveUp, limit);
    signal.addEventListener('abort', giveUp);
    promise.then((value) => settle({ value }), giveUp);
  });
}
