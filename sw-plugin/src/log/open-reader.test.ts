import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { newEntry } from './entry.fixture.ts';
import type { Entry, Service } from './entry.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';

const ids = (entries: readonly Entry[]): readonly string[] => entries.map(({ instanceId }) => instanceId);

async function filled(count: number, service: (n: number) => Service = () => 'pushMessaging') {
  const log = openWriter({ now: Date.now });
  await log.flush();
  for (let n = 0; n < count; n += 1) log.append(newEntry({ instanceId: `${n}`, service: service(n) }));
  await log.flush();
  return { log, reader: openReader({ now: Date.now }) };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('the newest, oldest first; before a key; after a key', async () => {
  const { reader } = await filled(30);
  expect(ids(await reader.read({ limit: 3 }))).toEqual(['27', '28', '29']);
  const [entry] = await reader.read({ limit: 3 });
  const seq = entry?.seq ?? 0;
  expect(ids(await reader.read({ before: seq, limit: 2 }))).toEqual(['25', '26']);
  expect(ids(await reader.read({ after: seq }))).toEqual(['28', '29']);
  expect(await openReader({ now: Date.now }).read({ before: 1 })).toEqual([]);
});

test('the newest are found across the gaps that clearing a service leaves', async () => {
  const { reader } = await filled(400, (n) => (n < 5 ? 'notifications' : 'pushMessaging'));
  expect(await reader.clear('pushMessaging')).toBe(395);
  expect(ids(await reader.read({ limit: 3 }))).toEqual(['2', '3', '4']);
});

test('clear says how many, and tells whoever listens', async () => {
  const { reader } = await filled(7);
  const other = openReader({ now: Date.now });
  const heard = vi.fn();
  other.onChange(heard);
  reader.onChange(heard);
  expect(await reader.clear()).toBe(7);
  await expect.poll(() => heard.mock.calls).toEqual([[{ below: 8 }], [{ below: 8 }]]);
  expect(await reader.read()).toEqual([]);
});

test('clearing one service goes step by step: what is written meanwhile is not held up, and stays', async () => {
  const { log, reader } = await filled(2_000, (n) => (n % 2 ? 'reporting' : 'pushMessaging'));
  const heard = vi.fn();
  openReader({ now: Date.now }).onChange(heard);
  const steps = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const written = (): number => steps.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
  const clearing = reader.clear('reporting');
  await expect.poll(written, { interval: 1 }).toBeGreaterThan(1);
  log.append(newEntry({ instanceId: 'meanwhile', service: 'reporting' }));
  await log.flush();
  expect(await clearing).toBe(1_000);
  expect(written()).toBeGreaterThan(4);
  steps.mockRestore();
  const left = await reader.read({ after: 0, limit: 5_000 });
  expect(left).toHaveLength(1_001);
  expect(left.at(-1)?.instanceId).toBe('meanwhile');
  await expect.poll(() => heard).toHaveBeenCalledWith({ below: expect.any(Number), service: 'reporting' });
  expect(heard).not.toHaveBeenCalledWith('cleared');
});

test('what is over 3 days old is never returned, however much of it there is', async () => {
  const { log } = await filled(0);
  const old = Date.now() - 3 * 86_400_000 - 1_000;
  for (let n = 0; n < 30; n += 1) log.append(newEntry({ instanceId: `old ${n}`, time: old }));
  log.append(newEntry({ instanceId: 'young' }));
  await log.flush();
  const reader = openReader({ now: Date.now });
  expect(ids(await reader.read({ after: 0, limit: 10 }))).toEqual(['young']);
  expect(ids(await reader.read({ limit: 10 }))).toEqual(['young']);
  expect(ids(await log.read(0))).toEqual(['young']);
  expect((await reader.usage()).oldest).toBeGreaterThan(old);
});

test('hears that the log grew, until its undo, and nothing once it was closed', async () => {
  const { log, reader } = await filled(0);
  const heard = vi.fn();
  const undone = vi.fn();
  reader.onChange(undone)();
  reader.onChange(heard);
  log.append(newEntry());
  await log.flush();
  await expect.poll(() => heard).toHaveBeenCalledWith('grew');
  reader.close();
  log.append(newEntry());
  await log.flush();
  expect(await reader.read()).toHaveLength(2);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(undone).not.toHaveBeenCalled();
});

test('usage counts entries and estimates their size', async () => {
  const { reader } = await filled(50);
  const { entries, bytes, oldest } = await reader.usage();
  expect(entries).toBe(50);
  expect(bytes).toBeGreaterThan(50 * 100);
  expect(oldest).toBeGreaterThan(0);
});

test('a database that does not open: cached pages hear of it, it is an error in the end, and is tried again', async () => {
  const { reader } = await filled(1);
  const { open } = indexedDB;
  const cached = new BroadcastChannel('offstage');
  const evicted = vi.fn();
  cached.onmessage = evicted;
  vi.useFakeTimers();
  indexedDB.open = () => ({}) as IDBOpenDBRequest;
  const refused = expect(reader.read()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(60_000);
  await refused;
  vi.useRealTimers();
  indexedDB.open = open;
  expect(await reader.read()).toHaveLength(1);
  await expect.poll(() => evicted).toHaveBeenCalledTimes(1);
  cached.close();
});

test('without IndexedDB the error says so', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(openReader({ now: Date.now }).read()).rejects.toMatchObject({ code: 'NO_LOG' });
  vi.unstubAllGlobals();
});

test('a page that was put aside asks anew when it is back: one call lets go of everything', async () => {
  const { reader, log } = await filled(3);
  const heard = vi.fn();
  reader.onChange(heard);
  const asked = reader.read({ limit: 1 });
  reader.abort();
  await asked.catch(() => undefined);
  log.append(newEntry({ instanceId: 'later' }));
  await log.flush();
  expect(ids(await reader.read({ limit: 1 }))).toEqual(['later']);
  expect(await reader.usage()).toMatchObject({ entries: 4 });
  expect(heard).not.toHaveBeenCalled();
  reader.close();
  log.close();
});
