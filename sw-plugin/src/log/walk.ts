import { answered, committed, writable } from './database.ts';
import type { Entry } from './entry.ts';
import { later } from './native-timing.ts';

/** What becomes of an entry. `WITH_NEXT` goes if one behind it goes before one is kept. */
export type Verdict = 0 | 1 | 2 | 3;
export const KEEP = 0;
export const GO = 1;
export const WITH_NEXT = 2;
export const STOP = 3;

/** Lets others have the thread, and the database. */
const turn = (): Promise<void> => new Promise((resolve) => later(resolve));

/**
 * Looks at the entries with `seq <= end`, oldest first, and removes those that are to go: a few at a time, as many as take
 * 2 ms, each time in a transaction of its own, so that neither a worker's events nor what they write have to wait. Whoever
 * is killed in the middle has done that much. Returns how many went, and the key of the newest of them.
 */
export async function walk(
  db: IDBDatabase,
  judge: (entry: Entry) => Verdict,
  end: number = Infinity,
): Promise<readonly [gone: number, last: number]> {
  let gone = 0;
  let last = 0;
  let after = 0;
  // Those that wait for the next: the first one's key, and how many.
  let from = 0;
  let waiting = 0;
  for (let size = 8; size && after < end; await turn()) {
    const store = writable(db, 'entries');
    const request = await answered(store.getAll(IDBKeyRange.bound(after, end, true), size));
    const began = performance.now();
    const entries: readonly Entry[] = request.result;
    if (entries.length < size) size = 0;
    for (const entry of entries) {
      const verdict = judge(entry);
      after = entry.seq;
      from ||= after;
      waiting += 1;
      if (verdict === GO) {
        store.delete(IDBKeyRange.bound(from, after));
        last = after;
        gone += waiting;
      }
      if (verdict !== WITH_NEXT) from = waiting = 0;
      if (verdict === STOP) {
        size = 0;
        break;
      }
    }
    size = performance.now() - began > 2 ? (size + 1) >> 1 : Math.min(2 * size, 512);
    await committed(store);
  }
  return [gone, last];
}
