import { countUntil } from './count-until.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

const startOf = ({ start }: TracedLifetime): number => start;

/** Index of the last lifetime that had begun at `time`, -1 for none. `lifetimes` is in order of start. */
export const latestBefore = (lifetimes: readonly TracedLifetime[], time: number): number =>
  countUntil(lifetimes, time, startOf) - 1;
