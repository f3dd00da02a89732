import { result } from '../log/database.ts';
import type { Entry, ReadOptions } from '../log/index.ts';
import { MAX_AGE } from '../log/limits.ts';
import { openExisting } from './with-store.ts';

/** As a log's reader does, with a connection for each call: entries after `after`, or the newest one. */
export async function readEntries({ after, limit }: ReadOptions): Promise<readonly Entry[]> {
  const db = await openExisting(() => undefined);
  try {
    const store = db.transaction('entries').objectStore('entries');
    let from = after;
    if (from === undefined) {
      const newest = await result(store.openKeyCursor(null, 'prev'));
      from = ((newest?.key as number | undefined) ?? 1) - 1;
    }
    for (;;) {
      const found: readonly Entry[] = await result(store.getAll(IDBKeyRange.lowerBound(from, true), limit));
      const young = found.filter(({ time }) => time >= Date.now() - MAX_AGE);
      // A whole batch of what is about to go is not the end of the log.
      if (young.length || !found.length) return young;
      from = (found.at(-1) as Entry).seq;
    }
  } finally {
    db.close();
  }
}
