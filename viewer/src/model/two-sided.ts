/** A list that grows at both ends. Positions below zero hold what was added later but belongs before. */
export interface TwoSided<T> {
  /** Positions run from `low` (inclusive) to `high` (exclusive). */
  readonly low: number;
  readonly high: number;
  /** How many positions below `low` were let go of. */
  readonly gone: number;
  get(at: number): T | undefined;
  /** For a list whose positions are those of another one. */
  set(at: number, value: T): void;
  /** Adds after all others; returns the position. */
  push(value: T): number;
  /** Adds before all others; returns the position. */
  unshift(value: T): number;
  /** Lets go of everything below this position. */
  raise(low: number): void;
  clear(): void;
}

export function createTwoSided<T>(): TwoSided<T> {
  let newer: T[] = [];
  let older: T[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  const lowest = (): number => Math.max(floor, -older.length);
  const low = (): number => Math.min(newer.length, lowest());
  return {
    get low() {
      return low();
    },
    get high() {
      return newer.length;
    },
    get gone() {
      return low() + older.length;
    },
    get: (at) => (at >= 0 ? newer[at] : older[~at]),
    set(at, value) {
      if (at >= 0) newer[at] = value;
      else older[~at] = value;
    },
    push: (value) => newer.push(value) - 1,
    unshift: (value) => ~(older.push(value) - 1),
    raise(to) {
      const end = Math.min(to, newer.length);
      for (let at = lowest(); at < end; at++) {
        if (at >= 0) delete newer[at];
        else delete older[~at];
      }
      floor = to;
    },
    clear() {
      newer = [];
      older = [];
      floor = Number.NEGATIVE_INFINITY;
    },
  };
}
