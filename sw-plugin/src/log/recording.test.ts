import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, result, writable } from './database.ts';
import { newEntry } from './entry.fixture.ts';
import type { Entry, Service } from './entry.ts';
import { DAY } from './limits.ts';
import type { LogReader, LogWriter } from './log.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import { withWords } from './recording.ts';
import type { WriterOptions } from './write-log.ts';

/** For what hangs. */
const LONG = { timeout: 15_000 };
const opened: { close(): void }[] = [];
let time = 1_800_000_000_000;
const now = (): number => time;

const writer = (script: string, options: Partial<WriterOptions> = {}): LogWriter => {
  const log = openWriter({ now, script: `https://example.com/${script}`, ...options });
  opened.push(log);
  return log;
};
const reader = (): LogReader => {
  const log = openReader({ now });
  opened.push(log);
  return log;
};
async function add(log: LogWriter, instanceId: string, service: Service = 'pushMessaging'): Promise<void> {
  log.append(newEntry({ instanceId, service, time: now() }));
  await log.flush();
}
const switchesIn = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ event }) => /^Recording st/.test(event));
/** What was written, apart from the switches. */
const recorded = async (): Promise<readonly string[]> => {
  const entries = await reader().read();
  const switches = switchesIn(entries);
  return entries.filter((one) => !switches.includes(one)).map(({ instanceId }) => instanceId);
};

async function setting<T>(key: string, value?: unknown): Promise<T> {
  const db = await openDatabase(() => undefined);
  const store = writable(db, 'settings');
  if (value !== undefined) store.put(value, key);
  const found = await result(store.get(key));
  db.close();
  return found as T;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = 1_800_000_000_000;
});
afterEach(async () => {
  for (const log of opened.splice(0)) log.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test('nobody presses anything: it records always', async () => {
  const log = writer('sw.js');
  await add(log, 'first');
  expect((await reader().recording()).pushMessaging).toEqual({ recording: true, until: Infinity });
  time += 40 * DAY;
  await add(log, 'later');
  expect(await recorded()).toEqual(['later']);
});

test('opting in records nothing until somebody presses Record, and then for 3 days', async () => {
  const log = writer('sw.js', { record: false });
  await add(log, 'before');
  expect(await recorded()).toEqual([]);
  await reader().setRecording('pushMessaging', true);
  expect((await reader().recording()).pushMessaging).toEqual({ recording: true, until: time + 3 * DAY });
  await vi.waitFor(async () => {
    await add(log, 'recorded');
    expect(await recorded()).toContain('recorded');
  }, LONG);
  await add(log, 'of another service', 'backgroundSync');
  expect(await recorded()).not.toContain('of another service');
  time += 3 * DAY;
  await add(log, 'over');
  expect(await recorded()).not.toContain('over');
  expect((await reader().recording()).pushMessaging).toEqual({ recording: false, until: 0 });
});

test('a service that was stopped stays stopped, through restarts and for ever; Record puts it back to always', async () => {
  await add(writer('sw.js'), 'before');
  await reader().setRecording('pushMessaging', false);
  time += 30 * DAY;
  const restarted = writer('sw.js');
  await add(restarted, 'stopped');
  await add(restarted, 'not stopped', 'backgroundSync');
  expect(await recorded()).toEqual(['not stopped']);
  await reader().setRecording('pushMessaging', true);
  expect((await reader().recording()).pushMessaging).toEqual({ recording: true, until: Infinity });
  time += 30 * DAY;
  await add(writer('sw.js'), 'always');
  expect(await recorded()).toEqual(['always']);
});

test.each([
  ['page.js', 'sw.js'],
  ['sw.js', 'page.js'],
])('false of one context wins over true of another: %s opens first', async (...order) => {
  for (const script of order) {
    const log = writer(script, { record: script !== 'sw.js' });
    await add(log, script);
  }
  expect(await recorded()).toEqual([]);
  await add(writer('page.js'), 'again');
  expect(await recorded()).toEqual([]);
  expect(await setting('record:https://example.com/sw.js')).toBe(false);
  expect(await setting('record:https://example.com/page.js')).toBe(true);
});

test('a context that is open hears of another one’s false', async () => {
  const page = writer('page.js');
  await add(page, 'before');
  await writer('sw.js', { record: false }).flush();
  await vi.waitFor(async () => {
    expect((await reader().recording()).pushMessaging.recording).toBe(false);
    await add(page, 'after');
    expect(await recorded()).toEqual([]);
  }, LONG);
});

test('what was written before a false was known is deleted, but for what a person asked for', async () => {
  const page = writer('page.js');
  await add(page, 'nobody asked');
  await add(page, 'pressed', 'backgroundSync');
  await reader().setRecording('backgroundSync', true);
  await writer('sw.js', { record: false }).flush();
  expect(await recorded()).toEqual(['pressed']);
  expect((await reader().recording()).backgroundSync).toEqual({ recording: true, until: time + 3 * DAY });
  expect(await setting('wipe')).toBeUndefined();
});

test('two contexts of one script that want different things come to rest: the last word counts', async () => {
  const heard = vi.fn();
  const listening = reader();
  listening.onChange(heard);
  await writer('same.js', { record: false }).flush();
  await writer('same.js').flush();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(heard.mock.calls.filter(([change]) => change === 'switched').length).toBeLessThan(4);
  expect((await listening.recording()).pushMessaging.recording).toBe(true);
});

test('what a person recorded and then stopped is not taken for what nobody asked for', async () => {
  const page = writer('page.js');
  await page.flush();
  await writer('sw.js', { record: false }).flush();
  await reader().setRecording('pushMessaging', true);
  await vi.waitFor(async () => {
    await add(page, 'asked for');
    expect(await recorded()).toContain('asked for');
  }, LONG);
  await reader().setRecording('pushMessaging', false);
  await writer('sw.js', { record: false }).flush();
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(await recorded()).toContain('asked for');
});

test('a deletion that was cut off goes on at the next start', async () => {
  await add(writer('page.js'), 'nobody asked');
  await setting('recording', { since: 0 });
  await setting('record:https://example.com/sw.js', false);
  await setting('wipe', true);
  await writer('sw.js', { record: false }).flush();
  expect(await recorded()).toEqual([]);
});

test('a word is replaced when its script is loaded the next time', async () => {
  await writer('sw.js', { record: false }).flush();
  await writer('page.js').flush();
  await add(writer('page.js'), 'false still counts');
  expect(await recorded()).toEqual([]);
  await add(writer('sw.js'), 'taken back');
  expect(await recorded()).toEqual(['taken back']);
});

test('what 0.1.0 had switched: a first load long ago records always, what was stopped stays stopped', async () => {
  const old = { since: time - 40 * DAY, pushMessaging: time - DAY, backgroundSync: time + DAY };
  await setting('recording', old);
  const log = writer('sw.js');
  await add(log, 'stopped');
  await add(log, 'pressed', 'backgroundSync');
  await add(log, 'nobody switched', 'notifications');
  expect(await recorded()).toEqual(['pressed', 'nobody switched']);
  expect(withWords(old, [true], time)).toEqual({
    since: Infinity,
    pushMessaging: -old.pushMessaging,
    backgroundSync: old.backgroundSync,
  });
});

test('a switch that changes something stands in the log, so that a hole can be told from silence', async () => {
  const told = async (): Promise<readonly unknown[]> =>
    switchesIn(await reader().read()).map(({ event, service, time, detail }) => [
      event,
      service,
      time,
      detail,
    ]);
  const heard = vi.fn();
  reader().onChange(heard);
  await writer('sw.js').flush();
  await reader().setRecording('pushMessaging', true);
  expect(await told()).toEqual([]);
  await reader().setRecording('pushMessaging', false);
  await reader().setRecording('pushMessaging', false);
  time += DAY;
  await reader().setRecording('pushMessaging', true);
  expect(await told()).toEqual([
    ['Recording stopped', 'pushMessaging', time - DAY, {}],
    ['Recording started', 'pushMessaging', time, {}],
  ]);
  await expect.poll(() => heard.mock.calls.filter(([change]) => change === 'grew')).toHaveLength(2);
  await writer('sw.js', { record: false }).flush();
  await reader().setRecording('backgroundSync', true);
  expect((await told()).at(-1)).toEqual([
    'Recording started',
    'backgroundSync',
    time,
    { until: time + 3 * DAY },
  ]);
});
