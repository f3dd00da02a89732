import { performance } from 'node:perf_hooks';

/** One piece of work among others that want the processor too. */
export interface Turn {
  /** Resolves at once while the turn lasts, else after everybody else has had theirs. The first one has to be waited for too. */
  passed(): Promise<void> | undefined;
}

/** Those that wait for a turn, whatever they belong to. */
const waiting: (() => void)[] = [];
let isComing = false;

/** One turn for each time that the network is looked at: eight large bodies at once keep nobody waiting for eight turns. */
function next(): void {
  waiting.shift()?.();
  isComing = waiting.length > 0;
  if (isComing) setImmediate(next);
}

/** `length` of a turn in milliseconds. */
export function createTurn(length: number): Turn {
  let started = Number.NEGATIVE_INFINITY;
  return {
    passed() {
      if (performance.now() - started < length) return undefined;
      return new Promise((resolve) => {
        waiting.push(() => {
          started = performance.now();
          resolve();
        });
        if (!isComing) setImmediate(next);
        isComing = true;
      });
    },
  };
}
