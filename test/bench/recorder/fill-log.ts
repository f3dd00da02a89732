import type { Page } from 'playwright-core';

/** Makes the log hold this many entries, of now; every second one is a push with this payload. */
export async function fillLog(page: Page, count: number, payload?: string): Promise<void> {
  await page.evaluate(
    async ([count, payload]) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('offstage');
        request.onsuccess = () => resolve(request.result);
      });
      const transact = (run: (store: IDBObjectStore) => void) =>
        new Promise<void>((resolve, reject) => {
          const tx = db.transaction('entries', 'readwrite');
          tx.oncomplete = () => resolve();
          tx.onabort = () => reject(tx.error);
          run(tx.objectStore('entries'));
        });
      await transact((store) => store.clear());
      for (let done = 0; done < count; done += 10_000) {
        await transact((store) => {
          for (let n = done; n < Math.min(count, done + 10_000); n += 1) {
            store.add({
              id: `fill-${n}`,
              time: Date.now(),
              service: 'pushMessaging',
              event: n % 2 ? 'Push event completed' : 'Push event dispatched',
              instanceId: '',
              metadata: payload && n % 2 ? {} : { Payload: payload ?? `payload ${n}` },
              detail: {
                phase: n % 2 ? 'end' : 'start',
                type: 'push',
                listeners: 1,
                ...(payload && !(n % 2) && { payload: { bytes: payload.length, text: payload } }),
              },
              span: `span-${n >> 1}`,
              context: 'worker',
              boot: 'fill',
              origin: `${location.origin}/`,
              storageKey: `${location.origin}/`,
              scope: `${location.origin}/plugin/`,
              scriptURL: `${location.origin}/plugin/sw.js`,
              trusted: true,
            });
          }
        });
      }
      db.close();
    },
    [count, payload] as const,
  );
}
