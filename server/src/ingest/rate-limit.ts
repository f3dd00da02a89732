import { ownText } from '../store/own-text.ts';

/** A token bucket: `burst` at once, `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimit {
  /** Whether anything is left for this key. Takes nothing. */
  has(key: string, now: number): boolean;
  /** Takes up to `count`. Returns how many it got. */
  take(key: string, count: number, now: number): number;
  /** Takes `count` in any case: what is left may be less than nothing afterwards. */
  charge(key: string, count: number, now: number): void;
}

/**
 * Keys that are remembered. Beyond it the one that was used longest ago is forgotten, which gives it a full bucket
 * again: whoever has this many addresses has as many full buckets anyway.
 */
const KEYS = 50_000;

/** Times are milliseconds. */
export function createRateLimit({ perSecond, burst }: Rate): RateLimit {
  /** In the order in which they were last used. */
  const buckets = new Map<string, { left: number; at: number }>();

  function bucketOf(key: string, now: number): { left: number; at: number } {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      const [oldest] = buckets.size >= KEYS ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      bucket = { left: burst, at: now };
      buckets.set(ownText(key), bucket);
      return bucket;
    }
    if (bucket.at !== now) {
      buckets.delete(key);
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
      const got = Math.min(count, Math.max(0, Math.floor(bucket.left)));
      bucket.left -= got;
      return got;
    },
    charge(key, count, now) {
      bucketOf(key, now).left -= count;
    },
  };
}
