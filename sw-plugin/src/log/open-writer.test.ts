import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { newEntry } from './entry.fixture.ts';
import type { Entry } from './entry.ts';
import { DAY } from './limits.ts';
import type { LogReader, LogWriter } from './log.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import type { WriterOptions } from './write-log.ts';

/** For what hangs. */
const LONG = { timeout: 15_000 };
const opened: { close(): void }[] = [];
let time = 1_800_000_000_000;
const now = (): number => time;

const writer = (options: Partial<WriterOptions> = {}): LogWriter => {
  const log = openWriter({ now, ...options });
  opened.push(log);
  return log;
};
const reader = (): LogReader => {
  const log = openReader({ now });
  opened.push(log);
  return log;
};
const add = (log: LogWriter, instanceId: string, more = {}): void =>
  log.append(newEntry({ instanceId, time: now(), ...more }));
const ids = (entries: readonly Entry[]): readonly string[] => entries.map(({ instanceId }) => instanceId);

/** Until the log has heard that its recording was stopped. */
const off = (log: LogWriter): Promise<void> =>
  vi.waitFor(async () => {
    const before = (await log.read(0)).length;
    add(log, 'off');
    await log.flush();
    expect(await log.read(0)).toHaveLength(before);
  }, LONG);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = 1_800_000_000_000;
});
afterEach(async () => {
  for (const log of opened.splice(0)) log.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test('entries get ascending keys, in the order in which they were appended', async () => {
  const log = writer();
  for (const id of ['a', 'b', 'c']) add(log, id);
  await log.flush();
  const entries = await reader().read();
  expect(ids(entries)).toEqual(['a', 'b', 'c']);
  expect(entries[1]?.seq).toBeGreaterThan(entries[0]?.seq ?? 0);
});

test('what is appended is written without a flush', async () => {
  const log = writer();
  add(log, 'a');
  await expect.poll(() => log.read(0)).toHaveLength(1);
});

test('read resumes after a key, and gives the newest for a negative one', async () => {
  const log = writer();
  for (const id of ['a', 'b', 'c', 'd']) add(log, id);
  await log.flush();
  const [first] = await log.read(0, 1);
  expect(ids(await log.read(first?.seq ?? 0, 2))).toEqual(['b', 'c']);
  expect(ids(await log.read(-2))).toEqual(['c', 'd']);
});

test('a switch is heard by a log that is open, and is still set after a restart', async () => {
  const log = writer();
  await log.flush();
  const switches = reader();
  await switches.setRecording('pushMessaging', false);
  await off(log);
  add(log, 'other', { service: 'backgroundSync' });
  await log.flush();
  expect(ids(await log.read(-1))).toEqual(['other']);

  time += DAY;
  await switches.setRecording('pushMessaging', true);
  expect((await switches.recording()).pushMessaging).toEqual({ recording: true, until: Infinity });
  const restarted = writer();
  add(restarted, 'on again');
  await restarted.flush();
  expect(ids(await restarted.read(-1))).toEqual(['on again']);
});

test('what had begun when the recording was stopped, or was over, gets its end', async () => {
  const log = writer();
  const end = (instanceId: string, duration: number): void =>
    add(log, instanceId, { detail: { phase: 'end', duration } });
  add(log, 'start');
  await log.flush();
  const switches = reader();
  time += 100;
  await switches.setRecording('pushMessaging', false);
  time += 100;
  await switches.setRecording('pushMessaging', false);
  await off(log);
  const known = (await log.read(0)).length;
  end('began before', 200);
  end('began when it was off', 50);
  await log.flush();
  expect(ids(await log.read(0)).slice(known)).toEqual(['began before']);
});

test('what ends after the log was closed is written all the same, and nothing fails', async () => {
  const log = writer();
  add(log, 'before');
  log.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  add(log, 'after');
  await log.flush();
  expect(ids(await log.read(0))).toEqual(['before', 'after']);
});

test('redact is the last word, and one that throws costs that entry only', async () => {
  const log = writer({
    redact(entry) {
      if (entry.instanceId === 'secret') return undefined;
      if (entry.instanceId === 'bad') throw new Error('redact');
      return { ...entry, metadata: { Payload: '…' } };
    },
  });
  for (const id of ['secret', 'bad', 'good']) add(log, id, { metadata: { Payload: 'text' } });
  await log.flush();
  expect(await log.read(0)).toMatchObject([{ instanceId: 'good', metadata: { Payload: '…' } }]);
});

test('an entry that cannot be copied, or that redact made a promise of, costs that entry only, and is counted', async () => {
  const log = writer({
    redact(entry) {
      if (entry.instanceId === 'function') return { ...entry, detail: { f: () => undefined } };
      if (entry.instanceId === 'promise') return Promise.reject(new Error('async')) as never;
      if (entry.instanceId === 'throws') throw new Error('redact');
      if (entry.instanceId === 'getter')
        return Object.defineProperty({ ...entry }, 'detail', {
          enumerable: true,
          get: () => {
            throw new Error('getter');
          },
        });
      return entry;
    },
  });
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  for (const id of ['a', 'function', 'b', 'promise', 'throws', 'getter', 'c']) add(log, id);
  await log.flush();
  expect(ids(await log.read(0))).toEqual(['a', 'b', 'c']);
  await vi.waitFor(async () => expect((await reader().usage()).dropped).toBe(4), LONG);
  expect(ids(await log.read(0))).toEqual(['a', 'b', 'c']);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('more in one turn than may wait for a database is written all the same, once it is open', async () => {
  const log = writer();
  await log.flush();
  for (let n = 0; n < 3_500; n += 1) add(log, `${n}`);
  await log.flush();
  expect(await log.read(0, 9_999)).toHaveLength(3_500);
});

test('one write after another keeps nothing of those before', async () => {
  const log = writer();
  for (let n = 0; n < 5; n += 1) {
    add(log, `${n}`);
    expect(await log.flush()).toBeUndefined();
  }
});

test('a failed start lets go of its connection', async () => {
  let closed = 0;
  const log = writer({
    async open(onLost) {
      const db = await openDatabase(onLost);
      db.transaction = () => {
        throw new DOMException('closing', 'InvalidStateError');
      };
      const { close } = db;
      db.close = () => {
        closed += 1;
        close.call(db);
      };
      return db;
    },
  });
  await log.flush();
  expect(closed).toBe(1);
});

test('without IndexedDB nothing throws and nothing is left waiting', async () => {
  // @ts-expect-error: a browser without it
  globalThis.indexedDB = undefined;
  const log = writer();
  for (let n = 0; n < 1_500; n += 1) add(log, `${n}`);
  await log.flush();
  await expect(log.read(0)).rejects.toThrow();
  await expect(reader().read()).rejects.toMatchObject({ code: 'NO_LOG' });
});

test('a database that is deleted while it is open is let go, and made anew', async () => {
  const log = writer();
  add(log, 'before');
  await log.flush();
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('offstage');
    request.onsuccess = resolve;
    request.onerror = reject;
    request.onblocked = () => reject(new Error('blocked'));
  });
  add(log, 'after');
  await log.flush();
  expect(ids(await log.read(0))).toEqual(['after']);
});

test('a newer version of the database is used as it is; a store that is missing is added', async () => {
  await new Promise((resolve) => {
    const request = indexedDB.open('offstage', 7);
    request.onupgradeneeded = () =>
      request.result.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
    request.onsuccess = () => resolve(request.result.close());
  });
  const log = writer();
  add(log, 'a');
  await log.flush();
  expect(ids(await log.read(0))).toEqual(['a']);
  const old = writer();
  add(old, 'b');
  await old.flush();
  expect(ids(await old.read(0))).toEqual(['a', 'b']);
});

test('a transaction that fails is tried once more, on a new connection', async () => {
  const log = writer();
  await log.flush();
  // Stands in for a connection that the browser cut: the next transaction on it throws.
  const { transaction } = IDBDatabase.prototype;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('closing', 'InvalidStateError');
  });
  add(log, 'a');
  await log.flush();
  spy.mockImplementation(transaction);
  spy.mockRestore();
  expect(ids(await log.read(0))).toEqual(['a']);
});

test('writers of several contexts share the log', async () => {
  const [one, two] = [writer(), writer()];
  for (let n = 0; n < 20; n += 1) add(n % 2 ? one : two, `${n}`);
  await Promise.all([one.flush(), two.flush()]);
  const entries = await reader().read();
  expect(new Set(ids(entries)).size).toBe(20);
  expect(new Set(entries.map(({ seq }) => seq)).size).toBe(20);
});
