export const DAY: number = 24 * 60 * 60 * 1000;

/** What the log keeps. Whatever is over goes, the oldest first. */
export interface Limits {
  /** Milliseconds. Entries older than this are removed: 3 days, or less. */
  readonly maxAge?: number | undefined;
  /** Entries (default 200,000). */
  readonly maxEntries?: number | undefined;
  /** Bytes, approximately (default 64 MiB). */
  readonly maxBytes?: number | undefined;
}

/** Nothing is kept, or given to a reader, that is older. Milliseconds. */
export const MAX_AGE: number = 3 * DAY;

export const LIMITS: { readonly [name in keyof Limits]-?: number } = {
  maxAge: MAX_AGE,
  maxEntries: 200_000,
  maxBytes: 64 * 1024 * 1024,
};
