/**
 * What is remarkable about a lifetime, as bits: noted while its entries are at hand, so that a rule need not visit the
 * entries of half a million lifetimes to find the few that it is about.
 */
export const SIGN = {
  /** A listener threw. */
  threw: 1,
  /** A promise given to `waitUntil()` or `respondWith()` was rejected. */
  rejected: 2,
  /** Such a call was refused as too late. */
  late: 4,
  /** No listener was there at dispatch. */
  unheard: 8,
  /** No notification was shown meanwhile. */
  unshown: 16,
  /** It took 10 seconds or longer. */
  slow: 32,
  /** Its outcome is `failed`. */
  failed: 64,
  /** Its outcome is `terminated`. */
  terminated: 128,
  /** Something that came of it began after its end. */
  outlived: 256,
  /** Two or more lifetimes came of it. */
  several: 512,
  /** `waitUntil()` or `respondWith()` was given a function. */
  given: 1_024,
  /** A listener stopped the event. */
  stopped: 2_048,
  /** There was a call of `waitUntil()` or `respondWith()`. */
  waited: 4_096,
  /** Its parent is a guess. */
  guessed: 8_192,
  /** An event, not a call. */
  dispatched: 16_384,
  /** A simulated event. */
  simulated: 32_768,
} as const;

/** The signs that most lifetimes do not have: the ones to look for. */
export const RARE: number = SIGN.waited - 1;
