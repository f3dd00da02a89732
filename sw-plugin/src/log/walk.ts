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
  // A run of entries that go together: its first key, and how many of them only wait for the next.
  let from = 0;
  let waiting = 0;
  for (let size = 8; size && after < end; await turn()) {
    const store = writable(db, 'entries');
    const request = await answered(store.getAll(IDBKeyRange.bound(after, end, true), size));
    const began = performance.now();
    let to = 0;
    const cut = (): void => {
      if (to) store.delete(IDBKeyRange.bound(from, to));
      last = to || last;
      from = to = waiting = 0;
    };
    const entries: readonly Entry[] = request.result;
    if (entries.length < size) size = 0;
    for (const entry of entries) {
      const verdict = judge(entry);
      after = entry.seq;
      if (verdict % 3) {
        from ||= after;
        waiting += 1;
        if (verdict === GO) {
          to = after;
          gone += waiting;
          waiting = 0;
        }
      } else {
        cut();
        if (verdict) {
          size = 0;
          break;
        }
      }
    }
    if (to) cut();
    if (performance.now() - began > 2) size = (size + 1) >> 1;
    else size = Math.min(2 * size, 512);
    await committed(store);
  }
  return [gone, last];
}
