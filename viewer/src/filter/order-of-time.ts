import type { Column } from '../model/column.ts';

/** Compares positions by time; of the same time, as they stand in the log. */
export const byTime =
  (time: Column) =>
  (a: number, b: number): number =>
    time.get(a) - time.get(b) || a - b;

/**
 * Puts ascending positions in order of time, in place. A log is written by several hands, so an entry may be older than
 * the one before it; few are, so those alone are sorted, and then merged.
 */
export function orderByTime(time: Column, positions: Int32Array): Int32Array {
  const late: number[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  let kept = 0;
  for (const position of positions) {
    const own = time.get(position);
    if (own < latest) late.push(position);
    else {
      latest = own;
      positions[kept++] = position;
    }
  }
  if (late.length === 0) return positions;
  const compare = byTime(time);
  late.sort(compare);
  // From the end, where there is room: nothing is overwritten before it was read.
  for (let at = positions.length - 1; late.length > 0; at--) {
    const last = late.at(-1) as number;
    const other = positions[kept - 1] as number;
    if (kept > 0 && compare(other, last) > 0) {
      positions[at] = other;
      kept--;
    } else {
      positions[at] = last;
      late.pop();
    }
  }
  return positions;
}
