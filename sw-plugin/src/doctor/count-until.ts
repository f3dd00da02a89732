/**
 * Returns how many of the items, which are in order of time, are not after `time`.
 *
 * @param timeOf for items that are not times themselves
 */
export function countUntil<Item>(
  items: readonly Item[],
  time: number,
  timeOf: (item: Item) => number = Number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(items[middle] as Item) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
