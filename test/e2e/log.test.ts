import { CATALOGUE, type Entry } from '@offstage/sw-plugin/log';
import { beforeAll, expect, test } from 'vitest';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { recorded } from '../scenarios/recorded.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';

// The contract that outside tools rely on: database `offstage`, store `entries`, and what stands in it.
let stage: ChromiumStage;
let { browser, page } = {} as ChromiumStage;

beforeAll(async () => {
  stage = await setStage();
  ({ browser, page } = stage);
  return () => browser.close().then(stage.host.close);
});

/** A sync from the call to its settled end in the log. */
async function syncThrough(tag: string): Promise<Entry> {
  await registerSync(page, tag);
  return waitForEntry(page, { event: 'Sync completed', instanceId: tag });
}

test('a sync has its start, its end and its outcome, in one span', async () => {
  const end = await syncThrough('one');
  const start = await waitForEntry(page, { event: 'Dispatched sync event', instanceId: 'one' });
  expect(start).toMatchObject({
    service: 'backgroundSync',
    metadata: { 'Last Chance': 'No' },
    context: 'worker',
    origin: `${stage.host.origin}/`,
    storageKey: `${stage.host.origin}/`,
    scope: `${stage.host.origin}/`,
    scriptURL: `${stage.host.origin}/sw.js`,
    trusted: true,
  });
  expect(start.span).toBeTruthy();
  expect(end).toMatchObject({ span: start.span, boot: start.boot, metadata: { Status: 'succeeded' } });
  expect(end.detail).toMatchObject({ phase: 'end', outcome: 'ok' });
  expect(end.detail.duration).toBeGreaterThanOrEqual(5);
  expect(end.detail.extensions).toMatchObject([{ method: 'waitUntil', state: 'fulfilled' }]);
});

test('a rejected promise is there with its reason', async () => {
  await registerSync(page, 'reject once');
  const failed = await waitForEntry(page, { event: 'sync event failed', instanceId: 'reject once' });
  expect(failed.metadata['Failure Reason']).toBe('waitUntil rejected');
  expect(failed.detail.extensions?.[0]?.error).toMatchObject({
    name: 'Error',
    message: 'rejected for reject once',
  });
  await recorded(stage, 'Sync completed', 'reject once', { timeout: 20_000 });
  // The number of an attempt is nowhere in the platform: it is counted from the log.
  const attempts = (await readLog(page)).filter(
    ({ event, instanceId }) => event === 'Sync retried' && instanceId === 'reject once',
  );
  expect(attempts.map(({ detail, inferred }) => [detail.attempt, inferred])).toEqual([
    [2, true],
    [3, true],
  ]);
});

test('a handler that threw, which the browser calls a success', async () => {
  const end = await syncThrough('throw');
  expect(end.metadata.Status).toBe('succeeded');
  expect(end.detail).toMatchObject({ threw: true, error: { message: 'thrown for throw' } });
  expect((await recorded(stage, 'Sync completed', 'throw')).eventMetadata).toEqual([
    { key: 'Status', value: 'succeeded' },
  ]);
});

test('what the page called is there too', async () => {
  await waitForEntry(page, { event: 'Registered sync', instanceId: 'one', context: 'page' });
});

test('entries survive the worker, and each worker start has a boot of its own', async () => {
  const before = await syncThrough('before the stop');
  await browser.workers.stopAll();
  const after = await syncThrough('after the stop');
  expect(after.boot).not.toBe(before.boot);
  expect((await readLog(page)).some(({ id }) => id === before.id)).toBe(true);
});

test('a worker stopped in the middle leaves a start without an end, told apart from one still running', async () => {
  await registerSync(page, 'hang');
  const start = await waitForEntry(page, { event: 'Dispatched sync event', instanceId: 'hang' });
  const alive = (): Promise<string[]> => page.evaluate(async () => [...((await offstage.log.alive()) ?? [])]);
  expect(await alive()).toContain(start.boot);
  await browser.workers.stopAll();
  const end = await syncThrough('next start');
  expect(
    (await readLog(page)).filter(({ span, boot }) => span === start.span && boot === start.boot),
  ).toHaveLength(1);
  expect(await alive()).not.toContain(start.boot);
  expect(await alive()).toContain(end.boot);
});

test('whoever reads the first entry of a start, as soon as it is there, finds that worker alive', async () => {
  const { scope } = await waitForEntry(page, { event: 'Worker started' });
  for (let start = 0; start < 10; start += 1) {
    await browser.workers.stopAll();
    const before = (await readLog(page)).at(-1)?.boot ?? '';
    const found = page.evaluate(async (before) => {
      const open = indexedDB.open('offstage');
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      const newest = (): Promise<{ boot: string } | undefined> =>
        new Promise((resolve) => {
          const request = open.result.transaction('entries').objectStore('entries').openCursor(null, 'prev');
          request.onsuccess = () => resolve(request.result?.value);
        });
      const deadline = performance.now() + 5_000;
      let boot = before;
      while (boot === before && performance.now() < deadline) boot = (await newest())?.boot ?? before;
      const { held = [] } = await navigator.locks.query();
      open.result.close();
      return { boot, isNew: boot !== before, held: held.some(({ name }) => name === `offstage:${boot}`) };
    }, before);
    await browser.workers.deliverPush(scope, `start ${start}`);
    const { boot, ...state } = await found;
    expect(state).toEqual({ isNew: true, held: true });
    // Stopped before, the push would start it once more.
    await waitForEntry(page, { event: 'Push event completed', boot });
  }
});

test('what had settled survives SIGKILL of the browser', async () => {
  const tags = ['kill 1', 'kill 2', 'kill 3'];
  for (const tag of tags) await syncThrough(tag);
  await browser.kill();
  browser = await browser.relaunch();
  page = browser.page;
  await browser.grantPermissions(stage.host.origin);
  await page.goto(stage.host.origin);
  const ends = (await readLog(page)).filter(({ event }) => event === 'Sync completed');
  expect(ends.map(({ instanceId }) => instanceId)).toEqual(expect.arrayContaining(tags));
});

test('every entry is well formed', async () => {
  const log = await readLog(page);
  expect(log.length).toBeGreaterThan(20);
  expect(log.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).sort((a, b) => a - b));
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  for (const entry of log) {
    const { browser: names, own } = CATALOGUE[entry.service];
    expect(entry.own ? own : names, `${entry.service}: own is ${entry.own}`).toContain(entry.event);
    expect(Object.values(entry.metadata).every((value) => typeof value === 'string')).toBe(true);
    expect(Math.abs(entry.time - Date.now())).toBeLessThan(10 * 60_000);
    expect(entry.origin).toBe(`${stage.host.origin}/`);
    expect(['worker', 'page']).toContain(entry.context);
  }
});
