import { ownText } from '../store/own-text.ts';
import { createRecent } from './recent.ts';

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
 * Keys that are remembered. Beyond it those that were used longest ago are forgotten, which gives them a full bucket again:
 * whoever has this many addresses has as many full buckets anyway.
 */
const KEYS = 50_000;

interface Bucket {
  left: number;
  /** When what is left was last reckoned. */
  at: number;
}

/** Times are milliseconds. */
export function createRateLimit({ perSecond, burst }: Rate): RateLimit {
  const buckets = createRecent<string, Bucket>(KEYS, ownText);

  function bucketOf(key: string, now: number): Bucket {
    const known = buckets.get(key);
    if (known === undefined) {
      const bucket = { left: burst, at: now };
      buckets.set(key, bucket);
      return bucket;
    }
    // A clock that was set back must not empty the bucket.
    known.left = Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond);
    known.at = now;
    return known;
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
