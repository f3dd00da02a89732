/**
 * `slot` is the time in steps of half a second: with a report's hash it is its identity, and with its kind its place in
 * an index. Two reports of equal content less than a step apart are the same one, sent again: the network's jitter moves
 * "arrival minus age" by no more than that.
 */
export const SLOT = 500;
export const SLOTS_PER_SECOND: number = 1_000 / SLOT;
export const SLOTS_PER_HOUR: number = 3_600 * SLOTS_PER_SECOND;
export const SLOTS_PER_DAY: number = 24 * SLOTS_PER_HOUR;

/** The slot of an epoch millisecond. */
export function slotOf(time: number): number {
  return Math.floor(time / SLOT);
}
