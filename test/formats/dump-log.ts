import type { BrowserStage } from '../browsers/browser-stage.ts';

/** One store of a dump. */
export interface StoreDump {
  readonly name: string;
  readonly keyPath: string | readonly string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly {
    readonly name: string;
    readonly keyPath: string | readonly string[];
    readonly unique: boolean;
    readonly multiEntry: boolean;
  }[];
  /** Key and value of each record, in the order of the keys; see `typed()`. */
  readonly records: readonly (readonly [key: unknown, value: unknown])[];
}

/** A database as JSON. */
export interface LogDump {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly StoreDump[];
}

/**
 * The whole log of a page's origin as it stands in IndexedDB, read without our own code. What JSON has no word for is
 * written as `{ "$type": …, "value": … }`.
 */
export const dumpLog = (stage: Pick<BrowserStage, 'evaluate'>): Promise<LogDump> =>
  stage.evaluate(async () => {
    const typed = (value: unknown): unknown => {
      if (value === undefined) return { $type: 'undefined' };
      if (value instanceof Date) return { $type: 'Date', value: value.getTime() };
      if (typeof value === 'bigint') return { $type: 'bigint', value: String(value) };
      if (typeof value === 'number' && !Number.isFinite(value))
        return { $type: 'number', value: String(value) };
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer);
        return { $type: value.constructor.name, value: [...bytes] };
      }
      if (value instanceof Map || value instanceof Set)
        return { $type: value.constructor.name, value: [...value].map(typed) };
      if (Array.isArray(value)) return value.map(typed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, typed(one)]));
    };
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('offstage'));
    try {
      const stores: unknown[] = [];
      for (const name of db.objectStoreNames) {
        const store = db.transaction(name).objectStore(name);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        stores.push({
          name,
          keyPath: store.keyPath,
          autoIncrement: store.autoIncrement,
          indexes: [...store.indexNames].map((one) => {
            const { keyPath, unique, multiEntry } = store.index(one);
            return { name: one, keyPath, unique, multiEntry };
          }),
          records: keys.map((key, at) => [typed(key), typed(values[at])]),
        });
      }
      return JSON.parse(JSON.stringify({ name: db.name, version: db.version, stores }));
    } finally {
      db.close();
    }
  });
