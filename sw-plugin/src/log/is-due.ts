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
  /**
   * Younger entries stand before some that are older: every entry is looked at, not only those before the first that is
   * young. @since 0.2.0
   */
  readonly mixed?: boolean | undefined;
}

/** Milliseconds that two clocks of one device may differ, and that an entry may be late. */
export const SLACK = 60_000;

/** The clock stood later when the log was last swept. */
export const wasAhead = (row: SweepRow | undefined, now: number): boolean => !row || now < row.at - SLACK;

export const isDue = (row: SweepRow | undefined, now: number, newest: number): boolean =>
  wasAhead(row, now) || now >= (row as SweepRow).due || newest >= (row as SweepRow).next;
