import { committed, openDatabase, writable } from '../log/database.ts';

export type Open = typeof openDatabase;

/**
 * One transaction, which with `reads` holds up nobody, over a connection that is open for just as long as it takes. Rejects
 * where there is no database.
 */
export async function withStore<T>(
  open: Open,
  name: 'entries' | 'settings',
  work: (store: IDBObjectStore) => T | Promise<T>,
  reads?: boolean,
): Promise<T> {
  const db = await open(() => undefined);
  try {
    const store = reads ? db.transaction(name).objectStore(name) : writable(db, name);
    const done = await work(store);
    await committed(store);
    return done;
  } finally {
    db.close();
  }
}

/** For who uses the log and does not make it: where it was taken away it stays so. */
export const openExisting: Open = (onLost) => openDatabase(onLost, undefined, true);
