import { afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { recorded } from '../scenarios/recorded.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// The log's database misbehaves for real. The host never notices, and recording goes on by itself.
let stage: ChromiumStage;

beforeAll(async () => {
  stage = await setStage();
  return stage.close;
});
afterEach(() => stage.browser.cdp.send('Storage.overrideQuotaForOrigin', { origin: stage.host.origin }));

/** The host's sync is what the browser says it is, whatever becomes of its entries. */
async function syncSucceeds(tag: string): Promise<void> {
  await registerSync(stage.page, tag);
  const { eventMetadata } = await recorded(stage, 'Sync completed', tag);
  expect(eventMetadata).toEqual([{ key: 'Status', value: 'succeeded' }]);
}

/** New entries arrive again, within the time that the log gives a database before it tries once more. */
async function recordingResumes(): Promise<void> {
  let attempt = 0;
  await eventually(
    async () => {
      attempt += 1;
      const tag = `resumed ${attempt} ${Date.now()}`;
      await syncSucceeds(tag);
      return (await readLog(stage.page)).some(({ instanceId }) => instanceId === tag);
    },
    { timeout: 20_000, every: 500, what: 'recording going on' },
  );
}

/** Writes until the browser refuses, which it does within half a minute: until then it goes by an older estimate. */
async function fillUp(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('host', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const write = (): Promise<string> =>
    new Promise((resolve) => {
      const writing = database.transaction('things', 'readwrite');
      writing.objectStore('things').add('x'.repeat(500_000));
      writing.oncomplete = () => resolve('written');
      writing.onabort = () => resolve(writing.error?.name ?? 'aborted');
    });
  for (let attempt = 0; attempt < 160; attempt += 1) {
    const outcome = await write();
    if (outcome !== 'written') return outcome;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'never full';
}

test('the database is deleted while it is open', async () => {
  await syncSucceeds('before');
  await waitForEntry(stage.page, { event: 'Sync completed', instanceId: 'before' });
  const outcome = await stage.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const deleting = indexedDB.deleteDatabase('offstage');
        deleting.onsuccess = () => resolve('deleted');
        deleting.onerror = () => resolve('failed');
        // "blocked" alone is no end: those that have it open may still let go.
        setTimeout(resolve, 8_000, 'blocked');
      }),
  );
  expect(outcome).toBe('deleted');
  await syncSucceeds('right after');
  await recordingResumes();
  expect((await readLog(stage.page)).some(({ instanceId }) => instanceId === 'before')).toBe(false);
});

/** As many entries as somebody has after some hours. */
const fill = (count: number): Promise<void> =>
  stage.page.evaluate(async (count) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('offstage');
      opening.onsuccess = () => resolve(opening.result);
    });
    const writing = database.transaction('entries', 'readwrite');
    for (let n = 0; n < count; n += 1)
      writing.objectStore('entries').add({
        id: `old ${n}`,
        time: Date.now(),
        service: 'reporting',
        event: 'Report observed',
        instanceId: 'old',
        metadata: {},
        detail: {},
      });
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    database.close();
  }, count);

test('the quota is full', async () => {
  await fill(400);
  const dropped = (): Promise<number> =>
    stage.page.evaluate(async () => (await offstage.log.usage()).dropped);
  const before = await readLog(stage.page);
  const droppedBefore = await dropped();
  await stage.browser.cdp.send('Storage.overrideQuotaForOrigin', { origin: stage.host.origin, quotaSize: 1 });
  expect(await stage.page.evaluate(fillUp)).toBe('QuotaExceededError');
  for (const tag of ['full 1', 'full 2', 'full 3']) await syncSucceeds(tag);
  await stage.browser.workers.stopAll();
  await syncSucceeds('full, after a restart');
  await stage.browser.cdp.send('Storage.overrideQuotaForOrigin', { origin: stage.host.origin });
  await recordingResumes();
  const after = await readLog(stage.page);
  // It is not the log that filled the disk: once a day some entries make room, by their number.
  const ids = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !ids.has(id));
  // Each sync has its start and its end. What the stopped worker had counted went with it: nothing could be written.
  const missing =
    2 -
    after.filter(({ instanceId, context }) => context === 'worker' && instanceId === 'full, after a restart')
      .length;
  console.log(
    `full quota: ${missing} of 2 entries of a live worker not written, ${gone.length} of ${before.length} older ones ` +
      `made room, ${(await dropped()) - droppedBefore} counted as dropped`,
  );
  expect(gone.length).toBeLessThan(100);
  expect(gone.map(({ seq }) => seq)).toEqual(before.slice(0, gone.length).map(({ seq }) => seq));
  await eventually(async () => (await dropped()) - droppedBefore >= gone.length + missing, {
    what: `${gone.length + missing} dropped entries counted`,
  });
});

test('a newer version of the database appears, and goes again', async () => {
  await stage.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('offstage', 999);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
  );
  await syncSucceeds('with a newer version');
  await stage.browser.workers.stopAll();
  await syncSucceeds('with a newer version, after a restart');
  await stage.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('offstage');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  );
  await stage.browser.workers.stopAll();
  await recordingResumes();
});

test('the plugin loaded twice is one plugin', async () => {
  const { page, host } = stage;
  const scope = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/sw.js?twice', { scope: '/twice/' });
    await new Promise<void>((resolve) => {
      const look = (): void =>
        registration.active?.state === 'activated' ? resolve() : void setTimeout(look, 20);
      look();
    });
    await registration.sync.register('twice');
    return registration.scope;
  });
  await waitForEntry(page, { event: 'Sync completed', instanceId: 'twice' });
  const entries = (await readLog(page)).filter(
    ({ instanceId, context }) => instanceId === 'twice' && context === 'worker',
  );
  expect(entries.map(({ event }) => event)).toEqual(['Dispatched sync event', 'Sync completed']);
  // Two scopes of one origin share the log, and each entry says whose it is.
  expect(scope).toBe(`${host.origin}/twice/`);
  expect(new Set(entries.map((entry) => entry.scope))).toEqual(new Set([scope]));
});
