import { SLOT } from '../store/slot.ts';

/** Counts equal reports within one request, which are different ones: no browser repeats itself in the same request. */
export interface Ordinals {
  /** How many equal ones (same `hash`) stand before this one, less than half a second from each other. */
  next(hash: bigint, time: number): number;
}

/** For one request. Reports further apart are told apart by their times, so counting begins anew between them. */
export function createOrdinals(): Ordinals {
  const latest = new Map<bigint, { time: number; ordinal: number }>();
  return {
    next(hash, time) {
      const before = latest.get(hash);
      if (before === undefined) {
        latest.set(hash, { time, ordinal: 0 });
        return 0;
      }
      before.ordinal = Math.abs(time - before.time) < SLOT ? before.ordinal + 1 : 0;
      before.time = time;
      return before.ordinal;
    },
  };
}
