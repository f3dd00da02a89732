import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LogDump } from './dump-log.ts';

export const readDump = (file: string): LogDump =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8'));

/** Makes the dumped database where there is none, as the code of that release left it. Needs nothing around it: a page can run it. */
export async function restoreLog({ name, version, stores }: LogDump): Promise<void> {
  /** The kinds of values that a release has written so far. */
  const untyped = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(untyped);
    if (typeof value !== 'object' || value === null) return value;
    if ('$type' in value) throw new Error(`No ${value.$type} was written before: say here how it is read`);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, untyped(one)]));
  };
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const { name, keyPath, autoIncrement, indexes } of stores) {
      const store = request.result.createObjectStore(name, {
        keyPath: keyPath as string | null,
        autoIncrement,
      });
      for (const { name, keyPath, unique, multiEntry } of indexes)
        store.createIndex(name, keyPath as string, { unique, multiEntry });
    }
  };
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = db.transaction(
    stores.map((store) => store.name),
    'readwrite',
  );
  for (const { name, keyPath, records } of stores)
    for (const [key, value] of records)
      transaction.objectStore(name).put(untyped(value), keyPath === null ? (key as IDBValidKey) : undefined);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}
