/** A stretch of time: epoch milliseconds, from inclusive, to exclusive. */
export type Range = readonly [number, number];
