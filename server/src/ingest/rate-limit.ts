/** A token bucket: `burst` at once, `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimit {
  /** Whether anything is left for this key. Takes nothing. */
  has(key: string, now: number): boolean;
  /** Takes up to `count`; answers how many it got. */
  take(key: string, count: number, now: number): number;
}

/** Keys that are remembered. Beyond it the oldest is forgotten, which gives it a full bucket again. */
const KEYS = 50_000;

/** Times are milliseconds. */
export function createRateLimit({ perSecond, burst }: Rate): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();

  function bucketOf(key: string, now: number): { left: number; at: number } {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      const [oldest] = buckets.size >= KEYS ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      bucket = { left: burst, at: now };
      buckets.set(key, bucket);
    }
    // A clock that was set back must not empty the bucket.
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    return bucket;
  }

  return {
    has: (key, now) => bucketOf(key, now).left >= 1,
    take(key, count, now) {
      const bucket = bucketOf(key, now);
      const got = Math.min(count, Math.floor(bucket.left));
      bucket.left -= got;
      return got;
    },
  };
}
