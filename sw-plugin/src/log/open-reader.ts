import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, wrap } from 'idb';
import type { Clock } from './clock.ts';
import { NAME } from './database.ts';
import type { Entry, Service } from './entry.ts';
import { OffstageError } from './error.ts';
import type { Change, LogReader, RecordingState } from './log.ts';
import { RECORDING_TIME, type RecordingRow, recordingEnd } from './recording.ts';
import { sizeOf } from './sweep.ts';
import { trackTransactions } from './track-transactions.ts';

interface OffstageSchema extends DBSchema {
  entries: { key: number; value: Entry };
  /**
   * `recording`: `RecordingRow`; `dropped`: entries lost since the log began; and what pages saw at their last visit.
   */
  settings: { key: string; value: unknown };
}

type Database = IDBPDatabase<OffstageSchema>;
type ObjectStore = IDBPObjectStore<OffstageSchema, ('entries' | 'settings')[], 'entries'>;

const CHUNK = 1_000;
/** Milliseconds. A database that is being deleted or upgraded elsewhere may not open for ever. */
const PATIENCE = 10_000;
/** Milliseconds. Opening takes 3 to 50. */
const SLOW = 1_000;
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
  let connections = trackTransactions();
  let opened: Promise<Database> | undefined;
  let channels: BroadcastChannel[] = [];

  const forget = (): void => {
    opened = undefined;
  };

  /** Reaches every channel but the one that it is sent on, those of this reader too. */
  function tell(change: Change): void {
    const channel = openChannel();
    channel?.postMessage(change);
    channel?.close();
  }

  async function open(): Promise<Database> {
    // A page that was left while it was creating the log, and is frozen in the middle of that, keeps everybody else
    // from opening it. Its channel is still open, and Chromium evicts a cached page that gets a message on one.
    const slow = setTimeout(tell, SLOW, 'grew');
    const tooLate = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE));
    try {
      return wrap(await Promise.race([connections.open(forget), tooLate])) as Database;
    } catch (cause) {
      forget();
      throw new OffstageError(typeof indexedDB === 'undefined' ? 'no-log' : 'log-unavailable', cause);
    } finally {
      clearTimeout(slow);
    }
  }

  function database(): Promise<Database> {
    opened ??= open();
    return opened;
  }

  /** A request that fails is the caller's; that the transaction fails with it must not be an unhandled rejection, too. */
  const begun = <T extends { readonly done: Promise<void> }>(transaction: T): T => {
    transaction.done.catch(() => undefined);
    return transaction;
  };

  return {
    async read({ after, before, limit = CHUNK } = {}) {
      const { store } = begun((await database()).transaction('entries'));
      if (after !== undefined) return store.getAll(IDBKeyRange.lowerBound(after, true), limit);
      return newest(store, before, limit);
    },
    async clear(service) {
      const { store, done } = begun((await database()).transaction('entries', 'readwrite'));
      let count = 0;
      if (service) {
        for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
          if (cursor.value.service !== service) continue;
          cursor.delete();
          count += 1;
        }
      } else {
        count = await store.count();
        store.clear();
      }
      await done;
      tell('cleared');
      return count;
    },
    async recording() {
      const { store } = begun((await database()).transaction('settings'));
      const row = ((await store.get('recording')) ?? { since: 0 }) as RecordingRow;
      const state = {} as Record<Service, RecordingState>;
      for (const id of IDS) {
        const until = recordingEnd(row, id);
        const recording = until > now();
        state[id] = { recording, until: recording ? until : 0 };
      }
      return state;
    },
    async setRecording(service, on) {
      const { store, done } = begun((await database()).transaction('settings', 'readwrite'));
      const row: RecordingRow = { since: 0, ...((await store.get('recording')) as RecordingRow | undefined) };
      const end = on ? now() + RECORDING_TIME : Math.min(now(), recordingEnd(row, service));
      store.put({ ...row, [service]: end }, 'recording');
      await done;
      tell('switched');
    },
    async usage() {
      const tx = begun((await database()).transaction(['entries', 'settings']));
      const store = tx.objectStore('entries');
      const entries = await store.count();
      const old = await store.getAll(null, CHUNK);
      const young = await newest(store, undefined, CHUNK);
      const dropped = (await tx.objectStore('settings').get('dropped')) as number | undefined;
      const bytes = Math.round(sizeOf([...old, ...young]) * entries);
      return { entries, bytes, dropped: dropped ?? 0, oldest: old[0]?.time };
    },
    onChange(listener) {
      const channel = openChannel();
      if (channel) {
        channels.push(channel);
        channel.onmessage = ({ data }) => listener(data);
      }
      return () => channel?.close();
    },
    abort() {
      connections.abort();
      connections = trackTransactions();
    },
    close() {
      for (const channel of channels) channel.close();
      channels = [];
      opened?.then((db) => db.close()).catch(() => undefined);
      forget();
    },
  };
}

/** Undefined where there are no channels, or they are denied: then nobody hears of anything. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return undefined;
  }
}

/** The newest `limit` entries below `before`, oldest first. Seeks, and widens over the gaps that a clear leaves. */
async function newest(
  store: Pick<ObjectStore, 'openKeyCursor' | 'getAll'>,
  before: number | undefined,
  limit: number,
): Promise<readonly Entry[]> {
  const below = before === undefined ? null : IDBKeyRange.upperBound(before, true);
  const last = await store.openKeyCursor(below, 'prev');
  if (!last) return [];
  for (let reach = limit; ; reach *= 4) {
    const from = Math.max(0, last.key - reach + 1);
    const found = await store.getAll(IDBKeyRange.bound(from, last.key));
    if (found.length >= limit || from === 0) return found.slice(-limit);
  }
}
