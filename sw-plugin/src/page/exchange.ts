import { committed, type openDatabase, result, writable } from '../log/database.ts';
import { fault } from '../platform.ts';

/**
 * Stores a value under a name of ours beside the log and returns what was there: what a page saw at its last visit.
 * Its connection is open for just that long: there is nothing to let go of when the page is put aside. Returns before that is
 * on the disk, so that whoever writes what is new does it in the same turn: a page that goes in between would have
 * remembered what nobody was told of.
 */
export async function exchange(open: typeof openDatabase, name: string, value: unknown): Promise<unknown> {
  const db = await open(() => undefined);
  try {
    const store = writable(db, 'settings');
    const previous = await result(store.get(name));
    store.put(value, name);
    committed(store).catch(fault);
    return previous;
  } finally {
    db.close();
  }
}
