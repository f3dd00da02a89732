import type { TracedLifetime } from './traced-lifetime.ts';

/** Index of the last lifetime that had begun at `time`, -1 for none. `lifetimes` is in order of start. */
export function latestBefore(lifetimes: readonly TracedLifetime[], time: number): number {
  let low = 0;
  let high = lifetimes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lifetimes[middle] as TracedLifetime).start <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
