import { createRecent, type Recent } from './recent.ts';

/** By hash: names are as long as their sender likes. */
const times: Recent<bigint, number> = createRecent(50_000);

/**
 * The time that an entry had when it first came, in epoch milliseconds; `hash` is its identity's. Its sender measures its age
 * anew with every try, and a phone's clock that was set meanwhile must not make two entries of one.
 */
export function firstTime(hash: bigint, time: number): number {
  const first = times.get(hash);
  if (first !== undefined) return first;
  times.set(hash, time);
  return time;
}
