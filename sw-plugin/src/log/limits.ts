export const DAY: number = 24 * 60 * 60 * 1000;

/** What the log keeps. Whatever is over goes, the oldest first. */
export interface Limits {
  /** Milliseconds. Entries older than this are removed (default 3 days). */
  readonly maxAge: number;
  /** Entries (default 200,000). */
  readonly maxEntries: number;
  /** Bytes, approximately (default 64 MiB). */
  readonly maxBytes: number;
}

export const LIMITS: Limits = { maxAge: 3 * DAY, maxEntries: 200_000, maxBytes: 64 * 1024 * 1024 };
