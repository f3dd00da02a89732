import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, result, writable } from './database.ts';
import { newEntry } from './entry.fixture.ts';
import type { Entry } from './entry.ts';
import type { SweepRow } from './is-due.ts';
import { DAY } from './limits.ts';
import type { LogWriter } from './log.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import type { WriterOptions } from './write-log.ts';

/** Timers go ten times faster, the log's too: it waits a second after a start before it sweeps. */
vi.hoisted(() => {
  const native = globalThis.setTimeout;
  globalThis.setTimeout = Object.assign(
    (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => native(run, delay / 10, ...args),
    native,
  );
});

const START = 1_800_000_000_000;
/** Milliseconds within which what is too old is to be gone: 5 s from a start, without the one that is waited for. */
const SOON = 4_000;

const opened: { close(): void }[] = [];
let time = START;
const now = (): number => time;

function writer(options: Partial<WriterOptions> = {}): LogWriter {
  const log = openWriter({ now, ...options });
  opened.push(log);
  return log;
}

/** What is in the database, whoever may read it. */
async function stored(): Promise<readonly Entry[]> {
  const db = await openDatabase(() => undefined);
  const entries = await result(db.transaction('entries').objectStore('entries').getAll());
  db.close();
  return entries;
}
const ids = async (): Promise<readonly string[]> => (await stored()).map(({ instanceId }) => instanceId);

async function sweptRow(): Promise<SweepRow | undefined> {
  const db = await openDatabase(() => undefined);
  const row = await result(db.transaction('settings').objectStore('settings').get('sweep'));
  db.close();
  return row;
}

/** Entries that some context wrote, at these times. */
async function given(entries: readonly (readonly [string, number])[], more = {}): Promise<void> {
  const db = await openDatabase(() => undefined);
  const store = writable(db, 'entries');
  for (const [instanceId, at] of entries) store.add(newEntry({ instanceId, time: at, ...more }));
  await new Promise((resolve) => {
    store.transaction.oncomplete = resolve;
  });
  db.close();
}
const dropped = async (): Promise<number> => (await openReader({ now }).usage()).dropped;
const until = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = START;
});
afterEach(async () => {
  for (const log of opened.splice(0)) log.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test('30 days, nobody presses anything: every day is recorded, never more than 3 days are kept', async () => {
  for (let day = 0; day < 30; day += 1) {
    const log = writer();
    log.append(newEntry({ instanceId: `morning ${day}`, time: now() }));
    await log.flush();
    time += DAY / 2;
    log.append(newEntry({ instanceId: `evening ${day}`, time: now() }));
    await log.flush();
    expect((await log.read(-1)).map(({ instanceId }) => instanceId)).toEqual([`evening ${day}`]);
    await until(async () => {
      for (const entry of await stored()) expect(entry.time).toBeGreaterThanOrEqual(time - 3 * DAY);
    });
    expect(await stored()).toHaveLength(Math.min(2 * day + 2, 7));
    log.close();
    time += DAY / 2;
  }
  expect(await dropped()).toBe(0);
}, 120_000);

test('a start deletes what is too old although nothing is recorded, and tells what is gone', async () => {
  await given([
    ['old', START - 3 * DAY - 1],
    ['young', START - DAY],
  ]);
  const heard = vi.fn();
  const reader = openReader({ now });
  opened.push(reader);
  reader.onChange(heard);
  writer({ record: false, script: 'a' });
  await until(async () => expect(await ids()).not.toContain('old'));
  // Nobody said `true` before: what is there was asked for.
  expect(await ids()).toEqual(['young']);
  await expect.poll(() => heard).toHaveBeenCalledWith({ below: 2 });
});

test('a large log that is all too old is gone in 5 s, in short steps', async () => {
  await given(Array.from({ length: 5_000 }, (_, n) => [`${n}`, START - 4 * DAY] as const));
  const began = performance.now();
  writer();
  await until(async () => expect(await stored()).toEqual([]));
  expect(performance.now() - began).toBeLessThan(SOON);
});

test('one that was cut off goes on at the next start', async () => {
  await given(Array.from({ length: 3_000 }, (_, n) => [`${n}`, START - 4 * DAY] as const));
  const first = writer();
  await until(async () => expect((await stored()).length).toBeLessThan(3_000));
  first.close();
  await new Promise((resolve) => setTimeout(resolve, 50));
  writer();
  await until(async () => expect(await stored()).toEqual([]));
});

test('a start that has nothing to do reads no entry, however large the log', async () => {
  await given(Array.from({ length: 2_000 }, (_, n) => [`${n}`, START - DAY] as const));
  const first = writer();
  await until(async () => expect(await sweptRow()).toBeTruthy());
  first.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const read = (['get', 'getAll', 'getAllKeys', 'openCursor', 'count'] as const).map((name) =>
    vi.spyOn(IDBObjectStore.prototype, name),
  );
  const log = writer();
  log.append(newEntry({ time: now() }));
  await log.flush();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const stores = read.flatMap((spy) => (spy.mock.contexts as IDBObjectStore[]).map(({ name }) => name));
  expect(stores.length).toBeGreaterThan(0);
  expect(stores).not.toContain('entries');
  for (const spy of read) spy.mockRestore();
});

test('an entry from the future does not keep the rest from expiring, and goes with what was written after it', async () => {
  await given([
    ['future', START + 2_000 * DAY],
    ['old', START - 4 * DAY],
    ['another from the future', START + 2_000 * DAY],
    ['young', START - DAY],
  ]);
  writer();
  await until(async () => expect(await ids()).toEqual(['another from the future', 'young']));
  time += 2 * DAY + 1;
  writer();
  await until(async () => expect(await ids()).toEqual([]));
});

test('an entry that was written under a clock that was behind takes no younger one with it', async () => {
  await given([
    ['young', START - DAY],
    ['from last year', START - 365 * DAY],
    ['younger', START],
  ]);
  const log = writer();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await ids()).toContain('young');
  expect((await log.read(0)).map(({ instanceId }) => instanceId)).toEqual(['young', 'younger']);
});

/** What a writer writes, one after the other: of which time. It is there until the log was swept. */
async function written(entries: readonly (readonly [string, number])[]): Promise<void> {
  const log = writer();
  // Not more than 1,000 wait for a database.
  await log.flush();
  for (const [instanceId, at] of entries) log.append(newEntry({ instanceId, time: at }));
  await log.flush();
  await until(async () => expect(await sweptRow()).toBeTruthy());
  log.close();
}
const MANY = Array.from({ length: 3_000 }, (_, n) => [`${n}`, START] as const);

test('a single old entry between younger ones is in time deleted, read by nobody, and costs no long step', async () => {
  await written(MANY);
  // A page was put aside with it for a day: it is written when the page is back.
  await written([['late', START - DAY]]);
  await written(MANY);
  time = START + 2 * DAY + 1;
  const steps = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const log = writer();
  expect(await log.read(0)).toHaveLength(2 * MANY.length);
  await until(async () => expect(await ids()).not.toContain('late'));
  expect(await stored()).toHaveLength(2 * MANY.length);
  // Each is as many as take 2 ms.
  expect(Math.max(...steps.mock.calls.map(([, most]) => most ?? 0))).toBeLessThanOrEqual(512);
  steps.mockRestore();
  // They are in order now: the next sweep reads no more than it has to.
  await until(async () => expect(await sweptRow()).toMatchObject({ mixed: false }));
  expect(await dropped()).toBe(0);
});

test('single entries of a clock that was set back go in time, one after the other', async () => {
  const log = writer();
  const write = async (instanceId: string): Promise<void> => {
    log.append(newEntry({ instanceId, time: now() }));
    await log.flush();
  };
  await write('before');
  await until(async () => expect(await sweptRow()).toBeTruthy());
  time -= DAY;
  await write('a day back');
  time -= DAY;
  await write('two days back');
  time = START;
  for (const [instanceId] of MANY) log.append(newEntry({ instanceId, time: now() }));
  await log.flush();
  log.close();
  for (const gone of ['two days back', 'a day back']) {
    expect(await ids()).toContain(gone);
    time += DAY + 1;
    const next = writer();
    await until(async () => expect(await ids()).not.toContain(gone));
    next.close();
  }
  expect(await stored()).toHaveLength(1 + MANY.length);
});

test('what is lost to a clock that jumped ahead and came back is counted', async () => {
  await given(Array.from({ length: 40 }, (_, n) => [`${n}`, START - n] as const));
  time += 400 * DAY;
  const ahead = writer();
  // Two at once count each entry once.
  writer();
  await until(async () => expect(await sweptRow()).toMatchObject({ expired: 40 }));
  expect(await stored()).toEqual([]);
  ahead.close();
  expect(await dropped()).toBe(0);
  time = START + 60_000;
  const log = writer();
  log.append(newEntry({ instanceId: 'after', time: now() }));
  await log.flush();
  await until(async () => expect(await dropped()).toBe(40));
  expect(await ids()).toEqual(['after']);
});

test('the sweep goes by the wall clock where the entries’ clock is ahead of it', async () => {
  await given([['young', START - DAY]]);
  const log = writer({ now: () => START + 400 * DAY, wall: now });
  log.append(newEntry({ instanceId: 'ahead', time: START + 400 * DAY }));
  await log.flush();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await ids()).toEqual(['young', 'ahead']);
});

test('a cap drops the oldest and says how many', async () => {
  const log = writer({ limits: { maxEntries: 10 } });
  await log.flush();
  for (let n = 0; n < 1_200; n += 1) log.append(newEntry({ instanceId: `${n}`, time: now() }));
  await log.flush();
  await until(async () => expect((await stored()).length).toBe(10));
  await until(async () => expect(await dropped()).toBe(1_190));
  expect((await ids()).at(-1)).toBe('1199');
});

test('a cap of bytes goes by what entries really weigh', async () => {
  const log = writer({ limits: { maxBytes: 300_000 } });
  for (let n = 0; n < 600; n += 1)
    log.append(newEntry({ instanceId: `${n}`, time: now(), metadata: { Payload: 'x'.repeat(1_000) } }));
  await log.flush();
  await until(async () => expect(await dropped()).toBeGreaterThan(300));
  const left = await stored();
  expect(JSON.stringify(left).length).toBeLessThan(310_000);
  expect(JSON.stringify(left).length).toBeGreaterThan(250_000);
});

test('keys that were cleared do not count towards a cap', async () => {
  const limits = { maxEntries: 100 };
  await given(Array.from({ length: 50 }, (_, n) => [`push ${n}`, START] as const));
  await given(
    Array.from({ length: 5_000 }, (_, n) => [`report ${n}`, START] as const),
    { service: 'reporting' },
  );
  await openReader({ now }).clear('reporting');
  const log = writer({ limits });
  log.append(newEntry({ instanceId: 'new', time: now() }));
  await log.flush();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await stored()).toHaveLength(51);
  expect(await dropped()).toBe(0);
});

test('a limit that is undefined is the default, and none keeps more than 3 days', async () => {
  await given([['old', START - 4 * DAY]]);
  writer({ limits: { maxAge: 30 * DAY, maxEntries: undefined } });
  await until(async () => expect(await stored()).toEqual([]));
});

test('a disk that the host filled does not eat the log', async () => {
  await given(Array.from({ length: 400 }, (_, n) => [`${n}`, START] as const));
  const full = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    // As a browser does it: every request has succeeded, and all is undone.
    Object.defineProperty(this, 'error', { value: new DOMException('full', 'QuotaExceededError') });
    this.abort();
  });
  for (let n = 0; n < 10; n += 1) {
    // Each push starts a worker anew.
    const log = writer();
    log.append(newEntry({ instanceId: `push ${n}`, time: now() }));
    await log.flush();
    log.close();
    time += 60_000;
  }
  full.mockRestore();
  expect((await stored()).length).toBe(349);
  const log = writer();
  log.append(newEntry({ instanceId: 'there is room again', time: now() }));
  await log.flush();
  expect((await ids()).at(-1)).toBe('there is room again');
  await until(async () => expect(await dropped()).toBeGreaterThanOrEqual(51));
});
