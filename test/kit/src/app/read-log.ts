import type { Entry } from '@offstage/sw-plugin/doctor';
import { aliveLock } from '@offstage/sw-plugin/internal/relay';
import type { Tab } from '../tab/tab.ts';

export interface Logged {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Boots of workers that run now. */
  readonly alive: ReadonlySet<string>;
  readonly userAgent: string;
  readonly language: string;
  readonly timeZone: string;
}

/** The whole log of the tab's origin, from IndexedDB. Empty when there is no log; never makes one. */
export async function readLog(tab: Tab): Promise<Logged> {
  const prefix = aliveLock('');
  const { entries, locks, ...about } = await tab.evaluate(async () => {
    const about = {
      userAgent: navigator.userAgent,
      language: navigator.language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'offstage')) return { entries: [], locks: [], ...about };
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('offstage');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      const entries = await new Promise<Entry[]>((resolve, reject) => {
        const reading = database.transaction('entries').objectStore('entries').getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      // After the entries: what lived then is what had not ended by them.
      const { held = [] } = await navigator.locks.query();
      const locks = held.flatMap(({ mode, name = '' }) => (mode === 'exclusive' ? [name] : []));
      return { entries, locks, ...about };
    } finally {
      database.close();
    }
  });
  const alive = locks.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return { entries, alive: new Set(alive), ...about };
}
