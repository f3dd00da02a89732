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
/** Milliseconds within which the order is not mended: one that is used all the time need not move each time. */
const ORDERED = 10_000;

interface Bucket {
  left: number;
  /** When what is left was last reckoned. */
  at: number;
  /** When it was last put at the end of the order. */
  placed: number;
}

/** Times are milliseconds. */
export function createRateLimit({ perSecond, burst }: Rate): RateLimit {
  /** Roughly in the order in which they were last used. */
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, now: number): Bucket {
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      const [oldest] = buckets.size >= KEYS ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      bucket = { left: burst, at: now, placed: now };
      buckets.set(ownText(key), bucket);
      return bucket;
    }
    if (now - bucket.placed > ORDERED) {
      bucket.placed = now;
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
