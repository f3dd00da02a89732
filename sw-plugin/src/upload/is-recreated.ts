import type { Entry } from '../log/index.ts';

/**
 * How far a reader has come: the last `seq` it had, and when it had it (epoch milliseconds; at least the newest `time`
 * that it had, so that starting over can never repeat itself).
 */
export interface Position {
  readonly seq: number;
  readonly at: number;
}

/** Contexts of one origin do not agree on the time to the millisecond. */
const CLOCK_SKEW = 1_000;

/**
 * Whether the log was deleted and made anew ("Clear site data", a deleted database), so that `seq` counts from 1
 * again: its newest entry has a number that we have passed, but was made after we passed it.
 */
export function isRecreated(newest: Pick<Entry, 'seq' | 'time'>, position: Position): boolean {
  return newest.seq <= position.seq && newest.time > position.at + CLOCK_SKEW;
}
