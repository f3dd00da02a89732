import { latestTime } from './latest-time.ts';

/** Is there a time in `[from, to]`? `times` ascends. */
export const between = (times: readonly number[], from: number, to: number): boolean =>
  (latestTime(times, to) ?? Number.NEGATIVE_INFINITY) >= from;
