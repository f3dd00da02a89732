import { committed, newestKey, result, writable } from './database.ts';
import type { Entry } from './entry.ts';
import type { Limits } from './limits.ts';

const CHUNK = 1_000;

/** Average size of an entry, bytes. */
export const sizeOf = (entries: readonly unknown[]): number =>
  JSON.stringify(entries).length / (entries.length || 1);

/**
 * Removes what is older than `maxAge`, and the oldest of what is over a cap, or over `share` of what there is; answers
 * how many of the latter there were.
 *
 * Keys ascend with time (but for the little that contexts write past each other), so the log is cut from its old end,
 * a chunk at a time: cost grows with what goes, never with the size of the log.
 */
export async function sweep(
  db: IDBDatabase,
  { maxAge, maxEntries, maxBytes }: Limits,
  now: number,
  share = 1,
): Promise<number> {
  let dropped = 0;
  let most: number | undefined;
  for (let last = -1; last; ) {
    const store = writable(db, 'entries');
    const newest = await newestKey(store);
    const old: readonly Entry[] = await result(store.getAll(null, CHUNK));
    const young: readonly Entry[] = await result(store.getAll(IDBKeyRange.lowerBound(newest - CHUNK)));
    most ??= Math.min(
      maxEntries,
      maxBytes / sizeOf([...old, ...young]),
      share * (newest + 1 - (old[0]?.seq ?? 0)),
    );
    last = 0;
    for (const { seq, time } of old) {
      const expired = time < now - maxAge;
      if (!expired && newest - seq < most) break;
      if (!expired) dropped += 1;
      last = seq;
    }
    if (last) store.delete(IDBKeyRange.upperBound(last));
    await committed(store);
  }
  return dropped;
}
