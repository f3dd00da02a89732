import { performance } from 'node:perf_hooks';

/** One piece of work among others that want the processor too. */
export interface Turn {
  /** Resolves at once while the turn lasts, else after everybody else has had theirs. */
  passed(): Promise<void> | undefined;
}

/** `length` of a turn in milliseconds. */
export function createTurn(length: number): Turn {
  let started = performance.now();
  return {
    passed() {
      if (performance.now() - started < length) return undefined;
      return new Promise((resolve) => {
        setImmediate(() => {
          started = performance.now();
          resolve();
        });
      });
    },
  };
}
