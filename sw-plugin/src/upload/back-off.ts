const FIRST = 1_000;
const LONGEST = 5 * 60_000;

/** Milliseconds to wait after each failure in a row: doubling, half of it by chance, so that clients do not march in step. */
export function backOff(random: () => number = Math.random): { next(): number; reset(): void } {
  let wait = FIRST;
  return {
    next() {
      const now = wait * (0.5 + random() / 2);
      wait = Math.min(wait * 2, LONGEST);
      return now;
    },
    reset() {
      wait = FIRST;
    },
  };
}
