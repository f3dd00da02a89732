/** Is there a time in `[from, to]`? `times` ascends. */
export function between(times: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low < times.length && (times[low] as number) <= to;
}
