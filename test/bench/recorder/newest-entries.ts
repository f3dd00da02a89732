import type { Chromium } from '../../browser/launch-chromium.ts';
import { median, printTable, quantile } from './statistics.ts';

/** Reading the newest entries of a log of so many. */
export async function newestEntries({ page }: Chromium, many: number): Promise<void> {
  const { ours, cursor } = await page.evaluate(async () => {
    const { offstage } = globalThis as unknown as { offstage: typeof import('@offstage/sdk') };
    const log = offstage.openLog();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('offstage');
      request.onsuccess = () => resolve(request.result);
    });
    const walk = () =>
      new Promise<void>((resolve) => {
        let left = 100;
        const request = db.transaction('entries').objectStore('entries').openCursor(null, 'prev');
        request.onsuccess = () => {
          left -= 1;
          if (request.result && left > 0) request.result.continue();
          else resolve();
        };
      });
    const time = async (run: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await run();
      return performance.now() - began;
    };
    const result = { ours: [] as number[], cursor: [] as number[] };
    for (let round = 0; round < 30; round += 1) {
      result.ours.push(await time(() => log.read({ limit: 100 })));
      result.cursor.push(await time(walk));
    }
    db.close();
    log.close();
    return result;
  });
  printTable(
    `The last 100 of ${many} entries, ms (n = 30)`,
    ['how', 'median', 'p90', 'ratio to the cursor'],
    [
      ['log.read()', median(ours), quantile(ours, 0.9), median(ours) / median(cursor)],
      ['a cursor backwards', median(cursor), quantile(cursor, 0.9), 1],
    ],
  );
}
