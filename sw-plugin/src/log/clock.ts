/** Epoch milliseconds with fraction. */
export type Clock = () => number;

/** More than this ahead of us, and the wall clock was set (or the machine slept, which stops `now()`). */
const JUMP = 25;

/**
 * The wall clock with the fine clock's fraction; never runs backwards.
 *
 * `timeOrigin + now()` drifts from the wall clock while a machine sleeps (https://github.com/w3c/hr-time/issues/115)
 * and never learns of a clock that was set, so it is anchored anew when the wall clock is ahead. One that was set back
 * (or seems to be, where both clocks are coarse) is followed by the next start of the worker or page only.
 */
export function wallClock(performance: Performance, wall: Clock): Clock {
  // Without one it is anchored by the first look.
  let anchor = performance.timeOrigin || 0;
  return () => {
    const ahead = wall() - performance.now() - anchor;
    if (ahead > JUMP) anchor += ahead;
    return anchor + performance.now();
  };
}
