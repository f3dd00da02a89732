import { guarded } from './fault.ts';

/** Name of the database and of the channel; the stores' names, too, are a contract for tools that look from outside. */
export const NAME = 'offstage';

/**
 * Who opens the database at this version or above takes the log away (`uninstall()` of the SDK): every context that has it
 * open lets go, and does not open it again until it is loaded anew.
 */
export const GONE: number = 2 ** 40;
let gone = false;

const settled = <T extends IDBRequest | IDBTransaction>(
  target: T,
  done: string,
  failed: string,
): Promise<T> =>
  new Promise((resolve, reject) => {
    Object.assign(target, { [done]: () => resolve(target), [failed]: () => reject(target.error) });
  });

/** Settles when a request has its result, which is copied out of the database when it is looked at. */
export const answered = <T>(request: IDBRequest<T>): Promise<IDBRequest<T>> =>
  settled(request, 'onsuccess', 'onerror');

/** A request as a promise. Awaiting one inside a transaction keeps that open, as long as nothing else is awaited. */
export const result = async <T>(request: IDBRequest<T>): Promise<T> => (await answered(request)).result;

/** A store in a transaction of its own. Relaxed: the operating system has it, and only a power cut can take it back. */
export const writable = (db: IDBDatabase, name: 'entries' | 'settings'): IDBObjectStore =>
  db.transaction(name, 'readwrite', { durability: 'relaxed' }).objectStore(name);

/** The key of the newest entry, or with `next` of the oldest; 0 in an empty log. */
export const newestKey = async (
  entries: IDBObjectStore,
  direction: 'prev' | 'next' = 'prev',
): Promise<number> => ((await result(entries.openKeyCursor(null, direction)))?.key ?? 0) as number;

/** Settles when a transaction is committed: its requests can succeed and all be undone for want of space. */
export const committed = ({ transaction }: IDBObjectStore): Promise<unknown> =>
  settled(transaction, 'oncomplete', 'onabort');

/**
 * Opens the database whatever its version: an older plugin must be able to write beside a newer one, so the version
 * is never asked for. Only where a store is missing is the version raised by one. `onLost` is called when the
 * connection is gone: closed for somebody's upgrade or deletion, or by the browser. With `back` the page had it and was put
 * aside since, when it hears of nothing: if there is none any more, somebody has taken it away, and it is not made anew.
 *
 * The platform's own interface, since this is a worker's start-up path.
 */
export async function openDatabase(
  onLost: () => void,
  version?: number,
  back?: boolean,
): Promise<IDBDatabase> {
  if (gone) throw gone;
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = ({ oldVersion }) =>
    guarded(
      () => {
        gone ||= !!back && !oldVersion;
        // Of one that is aborted WebKit keeps an empty one.
        if (gone && !oldVersion) indexedDB.deleteDatabase(NAME);
        if (gone) throw gone;
        const { result: db } = request;
        for (const name of ['entries', 'settings'])
          if (!db.objectStoreNames.contains(name))
            db.createObjectStore(name, name === 'entries' ? { keyPath: 'seq', autoIncrement: true } : {});
      },
      () => request.transaction?.abort(),
    );
  const db = await result(request);
  db.onclose = onLost;
  db.onversionchange = ({ newVersion }) => {
    gone ||= (newVersion as number) >= GONE;
    // Never be the one that blocks a deletion or a newer plugin's upgrade.
    db.close();
    onLost();
  };
  if (db.objectStoreNames.length > 1) return db;
  db.close();
  return openDatabase(onLost, db.version + 1);
}
