import { type DBSchema, type IDBPDatabase, wrap } from 'idb';
import type { Clock } from './clock.ts';
import { NAME, openDatabase } from './database.ts';
import type { Entry, Service } from './entry.ts';
import { OffstageError } from './error.ts';
import type { Change, LogReader, RecordingState } from './log.ts';
import { RECORDING_TIME, type RecordingRow, recordingEnd } from './recording.ts';
import { sizeOf } from './sweep.ts';

interface OffstageSchema extends DBSchema {
  entries: { key: number; value: Entry };
  /**
   * `recording`: `RecordingRow`; `dropped`: entries lost since the log began; and what `exchange()` keeps.
   */
  settings: { key: string; value: unknown };
}

type Database = IDBPDatabase<OffstageSchema>;

const CHUNK = 1_000;
const CHANGES: readonly unknown[] = ['grew', 'cleared', 'switched'] satisfies Change[];
const IDS: readonly Service[] = [
  'backgroundFetch',
  'backgroundSync',
  'notifications',
  'paymentHandler',
  'periodicBackgroundSync',
  'pushMessaging',
  'reporting',
  'serviceWorker',
];

/** Opens the log for reading and for its switches: the page's side. Every promise settles; errors are `OffstageError`. */
export function openReader({ now }: { readonly now: Clock }): LogReader {
  let opened: Promise<Database> | undefined;
  const listeners = new Set<(change: Change) => void>();
  let channel: BroadcastChannel | undefined;

  function database(): Promise<Database> {
    if (typeof indexedDB === 'undefined') return Promise.reject(new OffstageError('no-log'));
    opened ??= openDatabase(() => {
      opened = undefined;
    }).then(
      (db) => wrap(db) as Database,
      (cause) => {
        opened = undefined;
        throw new OffstageError('log-unavailable', cause);
      },
    );
    return opened;
  }

  const call = (change: Change): void => {
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch {
        // A listener's failure is its own.
      }
    }
  };
  const tell = (change: Change): void => {
    call(change);
    channel?.postMessage(change);
  };
  try {
    channel = new BroadcastChannel(NAME);
    channel.onmessage = ({ data }) => {
      if (CHANGES.includes(data)) call(data);
    };
  } catch {
    // No BroadcastChannel: only this context hears.
  }

  return {
    async read({ after, before, limit = CHUNK } = {}) {
      const db = await database();
      if (after !== undefined) return db.getAll('entries', IDBKeyRange.lowerBound(after, true), limit);
      return newest(db, before, limit);
    },
    async clear(service) {
      const { store, done } = (await database()).transaction('entries', 'readwrite');
      let count = 0;
      if (service === undefined) {
        count = await store.count();
        await store.clear();
      } else {
        for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
          if (cursor.value.service !== service) continue;
          cursor.delete();
          count += 1;
        }
      }
      await done;
      tell('cleared');
      return count;
    },
    async recording() {
      const row = ((await (await database()).get('settings', 'recording')) ?? { since: 0 }) as RecordingRow;
      const state = {} as Record<Service, RecordingState>;
      for (const id of IDS) {
        const until = recordingEnd(row, id);
        state[id] = until > now() ? { recording: true, until } : { recording: false, until: 0 };
      }
      return state;
    },
    async setRecording(service, on) {
      const { store, done } = (await database()).transaction('settings', 'readwrite');
      const row = (await store.get('recording')) as RecordingRow | undefined;
      store.put({ since: 0, ...row, [service]: on ? now() + RECORDING_TIME : 0 }, 'recording');
      await done;
      tell('switched');
    },
    async usage() {
      const db = await database();
      const [entries, old, young, dropped] = await Promise.all([
        db.count('entries'),
        db.getAll('entries', undefined, CHUNK),
        newest(db, undefined, CHUNK),
        db.get('settings', 'dropped') as Promise<number | undefined>,
      ]);
      const bytes = Math.round(sizeOf([...old, ...young]) * entries);
      return { entries, bytes, dropped: dropped ?? 0, oldest: old[0]?.time };
    },
    async exchange(name, value) {
      const { store, done } = (await database()).transaction('settings', 'readwrite', {
        durability: 'relaxed',
      });
      const previous = await store.get(name);
      store.put(value, name);
      await done;
      return previous;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      channel?.close();
      opened?.then(
        (db) => db.close(),
        () => undefined,
      );
      opened = undefined;
    },
  };
}

/** The newest `limit` entries below `before`, oldest first. Seeks, and widens over the gaps that a clear leaves. */
async function newest(db: Database, before: number | undefined, limit: number): Promise<readonly Entry[]> {
  const below = before === undefined ? null : IDBKeyRange.upperBound(before, true);
  const last = await db.transaction('entries').store.openKeyCursor(below, 'prev');
  if (!last) return [];
  for (let reach = limit; ; reach *= 4) {
    const from = Math.max(0, last.key - reach + 1);
    const found = await db.getAll('entries', IDBKeyRange.bound(from, last.key));
    if (found.length >= limit || from === 0) return found.slice(-limit);
  }
}
