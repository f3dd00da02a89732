import { committed, type openDatabase, result, writable } from '../log/database.ts';

/**
 * Stores a value under a name of ours beside the log and returns what was there: what a page saw at its last visit.
 * Its connection is open for just that long: there is nothing to let go of when the page is put aside.
 */
export async function exchange(open: typeof openDatabase, name: string, value: unknown): Promise<unknown> {
  const db = await open(() => undefined);
  try {
    const store = writable(db, 'settings');
    const previous = await result(store.get(name));
    store.put(value, name);
    await committed(store);
    return previous;
  } finally {
    db.close();
  }
}
