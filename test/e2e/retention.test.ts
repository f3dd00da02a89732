import { beforeAll, expect, test } from 'vitest';
import { eventually } from '../browser/eventually.ts';
import { readDump, restoreLog } from '../formats/restore-log.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// What is 3 days old goes by itself, in a real browser: whoever records, and without anybody noticing.
const DAY = 86_400_000;
const OLD = 20_000;

let stage: ChromiumStage;
beforeAll(async () => {
  stage = await setStage();
  return stage.close;
});

/** Puts entries of another time into the log, behind its back. */
const given = (count: number, age: number, id: string): Promise<void> =>
  stage.page.evaluate(
    async ({ count, age, id }) => {
      const opening = indexedDB.open('offstage');
      await new Promise((resolve) => {
        opening.onsuccess = resolve;
      });
      for (let done = 0; done < count; done += 5_000) {
        const writing = opening.result.transaction(['entries', 'settings'], 'readwrite');
        // As an older plugin left it.
        writing.objectStore('settings').delete('sweep');
        for (let n = done; n < Math.min(count, done + 5_000); n += 1)
          writing.objectStore('entries').add({
            id: `${id} ${n}`,
            time: Date.now() - age,
            service: 'pushMessaging',
            event: 'Push event dispatched',
            instanceId: id,
            metadata: { Payload: 'x'.repeat(1_000) },
            detail: {},
            context: 'worker',
          });
        await new Promise((resolve) => {
          writing.oncomplete = resolve;
        });
      }
      opening.result.close();
    },
    { count, age, id },
  );

const left = async (id: string): Promise<number> =>
  (await readLog(stage.page)).filter(({ instanceId }) => instanceId === id).length;

test(`${OLD} entries that are too old are gone 5 s after a worker start; its events do not wait for that`, async () => {
  await waitForEntry(stage.page, { event: 'Worker started' });
  await stage.browser.workers.stopAll();
  await given(OLD, 4 * DAY, 'too old');
  await given(10, 2 * DAY, 'young');
  expect(await left('too old')).toBe(OLD);
  const began = performance.now();
  await registerSync(stage.page, 'meanwhile 0');
  let slowest = 0;
  for (let n = 0; n < 15; n += 1) {
    const sent = performance.now();
    await registerSync(stage.page, `meanwhile ${n}`);
    await waitForEntry(stage.page, { event: 'Sync completed', instanceId: `meanwhile ${n}` });
    slowest = Math.max(slowest, performance.now() - sent);
    if (performance.now() - began > 4_000) break;
  }
  await eventually(async () => (await left('too old')) === 0, { what: 'old entries gone' });
  console.log(
    `${OLD} entries: gone ${Math.round(performance.now() - began)} ms after the start, slowest sync to its entry ${Math.round(slowest)} ms`,
  );
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(slowest).toBeLessThan(2_000);
  expect(await left('young')).toBe(10);
});

test('what 0.1.0 wrote in Chromium is taken over by the worker', async () => {
  const { page } = stage;
  // A page without our scripts.
  await page.goto(`${stage.host.origin}/icon.png`);
  await stage.browser.workers.stopAll();
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('offstage').onsuccess = resolve;
      }),
  );
  // As if it had just been written.
  const dump = structuredClone(readDump('0.1.0/chromium.indexeddb.json'));
  const entries = (dump.stores.find(({ name }) => name === 'entries')?.records ?? []).map(
    ([, entry]) => entry as { time: number; id: string },
  );
  const shift = Date.now() - 60_000 - (entries.at(-1)?.time ?? 0);
  for (const entry of entries) entry.time += shift;
  await page.evaluate(restoreLog, dump);
  await page.goto(stage.host.origin);
  await registerSync(page, 'taken over');
  await waitForEntry(page, { event: 'Sync completed', instanceId: 'taken over' });
  const ids = (await readLog(page)).map(({ id }) => id);
  expect(ids.slice(0, entries.length)).toEqual(entries.map(({ id }) => id));
  const recording = await page.evaluate(async () =>
    Object.values(await offstage.log.recording()).map((one) => [one.recording, one.until === Infinity]),
  );
  expect(new Set(recording.map(String))).toEqual(new Set(['true,true']));
});
