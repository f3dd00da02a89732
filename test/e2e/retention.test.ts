import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, expect, test } from 'vitest';
import { readDump, restoreLog } from '../formats/restore-log.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// What is 3 days old goes by itself, in a real browser: whoever records, and without anybody noticing.
const DAY = 86_400_000;
const OLD = 5_000;

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
        // As an older plugin left it, in order of time: what is old comes first.
        writing.objectStore('settings').delete('sweep');
        if (done === 0 && id === 'too old') writing.objectStore('entries').clear();
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

/** Counted in the database: reading all of it again and again would hold up what is to be watched. */
const count = (): Promise<number> =>
  stage.page.evaluate(async () => {
    const opening = indexedDB.open('offstage');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const counting = opening.result.transaction('entries').objectStore('entries').count();
    await new Promise((resolve) => {
      counting.onsuccess = resolve;
    });
    opening.result.close();
    return counting.result;
  });

test(`${OLD} entries that are too old are gone seconds after a worker start`, async () => {
  await waitForEntry(stage.page, { event: 'Worker started' });
  // A page without our scripts: with them it sweeps, too, and may before all is there.
  await stage.page.goto(`${stage.host.origin}/icon.png`);
  await stage.browser.workers.stopAll();
  await given(OLD, 4 * DAY, 'too old');
  await given(10, 2 * DAY, 'young');
  expect(await count()).toBeGreaterThanOrEqual(OLD + 10);
  const began = performance.now();
  await registerSync(stage.page, 'meanwhile');
  // All but the young, and what the visit and the sync have written.
  await eventually(async () => (await count()) < 200, { what: 'old entries gone' });
  const took = Math.round(performance.now() - began);
  console.log(`${OLD} entries of 1 kB: gone ${took} ms after the worker's start`);
  expect(took).toBeLessThan(8_000);
  // The last of them may be on their way still.
  const old = ({ time }: Entry): boolean => time < Date.now() - 3 * DAY;
  await eventually(async () => !(await readLog(stage.page)).some(old), { what: 'no entry too old' });
  const log = await readLog(stage.page);
  expect(log.filter(({ instanceId }) => instanceId === 'young')).toHaveLength(10);
  await waitForEntry(stage.page, { event: 'Sync completed', instanceId: 'meanwhile' });
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
