/**
 * Takes everything of Offstage off this device: its database, and what the viewer and older versions keep in storage.
 * Other pages and a worker that run it close the log and write nothing more until they are loaded anew; so deploy without
 * the plugin and `start()` first, and call this at each load for as long as there may be devices that have not been back.
 * Resolves when it is gone; a page that is put aside somewhere can delay that. Never rejects.
 *
 * @example
 * import { uninstall } from '@offstage/sdk/uninstall';
 * uninstall();
 */
export async function uninstall(): Promise<void> {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = globalThis[name];
      for (const key of Object.keys(storage)) if (/^offstage[:-]/.test(key)) storage.removeItem(key);
    } catch {
      // Denied: then there is nothing of ours in it.
    }
  }
  const settled = (request: IDBOpenDBRequest) =>
    new Promise<void>((resolve) => {
      request.onsuccess = () => {
        // Of a deletion there is none.
        request.result?.close();
        resolve();
      };
      request.onerror = () => resolve();
    });
  try {
    // This version says to everybody who has the log open that it goes for good (`GONE` in the plugin's log/database.ts).
    await settled(indexedDB.open('offstage', 2 ** 40));
    await settled(indexedDB.deleteDatabase('offstage'));
  } catch {
    // No IndexedDB here.
  }
}
