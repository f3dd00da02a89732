/** Epoch milliseconds with fraction. */
export type Clock = () => number;

/** More than this between both clocks, and the wall clock was set (or the machine slept, which stops `now()`). */
const JUMP = 25;

/**
 * The wall clock with the fine clock's fraction.
 *
 * `timeOrigin + now()` drifts from the wall clock while a machine sleeps (https://github.com/w3c/hr-time/issues/115)
 * and never learns of a clock that was set, so it is anchored anew whenever the two disagree.
 */
export function wallClock(performance: Performance, wall: Clock): Clock {
  let anchor = performance.timeOrigin;
  return () => {
    const off = wall() - performance.now() - anchor;
    if (Math.abs(off) > JUMP) anchor += off;
    return anchor + performance.now();
  };
}
