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
  expect(await reader.clear()).toBe(7);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('cleared'));
  expect(await reader.read()).toEqual([]);
});

test('hears that the log grew, and a listener that throws keeps nothing from the others', async () => {
  const { log, reader } = await filled(0);
  const heard = vi.fn();
  reader.onChange(() => {
    throw new Error('listener');
  });
  const stop = reader.onChange(heard);
  log.append(newEntry());
  await log.flush();
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('grew'));
  stop();
});

test('usage counts entries and estimates their size', async () => {
  const { reader } = await filled(50);
  const { entries, bytes, oldest } = await reader.usage();
  expect(entries).toBe(50);
  expect(bytes).toBeGreaterThan(50 * 100);
  expect(oldest).toBeGreaterThan(0);
});

test('exchange answers what was stored before', async () => {
  const { reader } = await filled(0);
  expect(await reader.exchange('visit', { a: 1 })).toBeUndefined();
  expect(await reader.exchange('visit', { a: 2 })).toEqual({ a: 1 });
});
