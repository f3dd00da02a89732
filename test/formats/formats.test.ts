// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openReader } from '@offstage/sw-plugin/internal/log/open-reader';
import { type Entry, openWriter } from '@offstage/sw-plugin/log';
import { fileSource, type SourceState } from '@offstage/viewer';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { readDump, restoreLog } from './restore-log.ts';

const BROWSERS = ['chromium', 'firefox', 'webkit'];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

async function opened(name: string): Promise<{ readonly entries: Entry[]; readonly state: SourceState }> {
  const file = new File([readFileSync(path.join(import.meta.dirname, `0.1.0/${name}`))], name);
  const entries: Entry[] = [];
  const state = await new Promise<SourceState>((resolve) => {
    fileSource(file).open({
      append: (batch) => entries.push(...batch),
      prepend: (batch) => entries.unshift(...batch),
      reset: () => entries.splice(0),
      state: (next) => next.phase !== 'loading' && resolve(next),
    });
  });
  return { entries, state };
}

describe.each(BROWSERS)('what 0.1.0 wrote in %s', (browser) => {
  test('the database is taken over: all of it is read, and written on', async () => {
    const dump = readDump(`0.1.0/${browser}.indexeddb.json`);
    const before = dump.stores.find(({ name }) => name === 'entries')?.records.map(([, entry]) => entry);
    const newest = before?.at(-1) as Entry;
    await restoreLog(dump);
    const now = (): number => newest.time + 60_000;
    const writer = openWriter({ now });
    const { seq: _, ...entry } = newest;
    writer.append({ ...entry, id: 'today', time: now() });
    await writer.flush();
    const reader = openReader({ now });
    const entries = await reader.read();
    expect(entries.slice(0, -1)).toEqual(before);
    expect(entries.at(-1)).toMatchObject({ id: 'today', seq: newest.seq + 1 });
    expect((await reader.recording()).pushMessaging.recording).toBe(true);
    expect((await reader.usage()).entries).toBe(entries.length);
    writer.close();
    reader.close();
  });

  test('the saved log opens, nothing is lost', async () => {
    const { entries, state } = await opened(`${browser}.jsonl`);
    const [header, ...lines] = readFileSync(path.join(import.meta.dirname, `0.1.0/${browser}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(state).toMatchObject({ phase: 'complete', lost: 0 });
    expect(entries).toHaveLength(header.entries);
    expect(entries.map(({ seq: _, ...entry }) => entry)).toEqual(lines);
  });

  test('the events saved as DevTools does open, nothing is lost', async () => {
    const { entries, state } = await opened(`${browser}.devtools.json`);
    const events = JSON.parse(
      readFileSync(path.join(import.meta.dirname, `0.1.0/${browser}.devtools.json`), 'utf8'),
    );
    expect(state).toMatchObject({ phase: 'complete', lost: 0 });
    expect(events.length).toBeGreaterThan(0);
    expect(entries.map(({ time, event }) => [time, event])).toEqual(
      events.map(({ timestamp, eventName }: { timestamp: number; eventName: string }) => [
        timestamp * 1000,
        eventName,
      ]),
    );
  });
});
