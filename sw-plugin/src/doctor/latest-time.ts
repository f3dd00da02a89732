import { countUntil } from './count-until.ts';

/** The last of the ascending `times` that is not after `time`. */
export const latestTime = (times: readonly number[], time: number): number | undefined =>
  times[countUntil(times, time) - 1];
