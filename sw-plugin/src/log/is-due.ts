/** Under the key `sweep` in the `settings` store: when the log was swept, and when that is due again. */
export interface SweepRow {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Epoch milliseconds: the oldest entry is too old then. */
  readonly due: number;
  /** With this key there may be too many entries. */
  readonly next: number;
  /** Entries that were too old, within the day up to `at`: if that turns out to be in the future, they are lost. */
  readonly expired: number;
}

/** Milliseconds that two clocks of one device may differ. */
const SLACK = 60_000;

/** The clock stood later when the log was last swept. */
export const wasAhead = (row: SweepRow | undefined, now: number): boolean => !row || now < row.at - SLACK;

export const isDue = (row: SweepRow | undefined, now: number, newest: number): boolean =>
  wasAhead(row, now) || now >= (row as SweepRow).due || newest >= (row as SweepRow).next;
