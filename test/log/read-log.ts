import type { Entry } from '@offstage/sw-plugin/log';

/** Whatever runs a function in a page of the log's origin and returns its value: Playwright's `Page` is one. */
export interface LogPage {
  evaluate<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * The whole log of a page's origin, oldest first, straight from IndexedDB: without our own reading code, so that a fault
 * there can't hide one in the writing. Empty when there is no log; never makes one.
 */
export const readLog = (page: LogPage): Promise<Entry[]> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'offstage')) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('offstage');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise<Entry[]>((resolve, reject) => {
        const reading = database.transaction('entries').objectStore('entries').getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
    } finally {
      database.close();
    }
  });
