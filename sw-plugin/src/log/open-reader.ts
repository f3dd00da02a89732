import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, wrap } from 'idb';
import type { Clock } from './clock.ts';
import { NAME, newestKey } from './database.ts';
import type { Entry, Service } from './entry.ts';
import { OffstageError } from './error.ts';
import { MAX_AGE } from './limits.ts';
import type { Change, LogReader, RecordingState } from './log.ts';
import { RECORDING_TIME, type RecordingRow, recordingEnd } from './recording.ts';
import { sizeOf } from './size-of.ts';
import { trackTransactions } from './track-transactions.ts';
import { GO, KEEP, walk } from './walk.ts';

interface OffstageSchema extends DBSchema {
  entries: { key: number; value: Entry };
  /**
   * `recording`: `RecordingRow`; `record:…`: each context's last word on that; `sweep`: `SweepRow`; `spared`: see
   * `makeRoom()`; `dropped`: entries lost since the log began; and what pages saw at their last visit.
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
  let opened: Promise<IDBDatabase> | undefined;
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

  async function open(): Promise<IDBDatabase> {
    // A page that was left while it was creating the log, and is frozen in the middle of that, keeps everybody else
    // from opening it. Its channel is still open, and Chromium evicts a cached page that gets a message on one.
    const slow = setTimeout(tell, SLOW, 'grew');
    const tooLate = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE));
    try {
      return await Promise.race([connections.open(forget), tooLate]);
    } catch (cause) {
      forget();
      throw new OffstageError(typeof indexedDB === 'undefined' ? 'NO_LOG' : 'LOG_UNAVAILABLE', cause);
    } finally {
      clearTimeout(slow);
    }
  }

  function connection(): Promise<IDBDatabase> {
    opened ??= open();
    return opened;
  }

  const database = async (): Promise<Database> => wrap(await connection()) as Database;

  const isYoung = ({ time }: Entry): boolean => time >= now() - MAX_AGE;

  function close(): void {
    for (const channel of channels) channel.close();
    channels = [];
    opened?.then((db) => db.close()).catch(() => undefined);
    forget();
  }

  /** A request that fails is the caller's; that the transaction fails with it must not be an unhandled rejection, too. */
  const begun = <T extends { readonly done: Promise<void> }>(transaction: T): T => {
    transaction.done.catch(() => undefined);
    return transaction;
  };

  return {
    async read({ after, before, limit = CHUNK } = {}) {
      const { store } = begun((await database()).transaction('entries'));
      if (after === undefined) return (await newest(store, before, limit)).filter(isYoung);
      for (let from = after; ; ) {
        const found = await store.getAll(IDBKeyRange.lowerBound(from, true), limit);
        const young = found.filter(isYoung);
        // A whole batch of what is about to go is not the end of the log.
        if (young.length > 0 || found.length < limit) return young;
        from = found[found.length - 1]?.seq ?? from;
      }
    },
    async clear(service) {
      const db = await connection();
      if (service) {
        const last = await newestKey(db.transaction('entries').objectStore('entries'));
        if (!last) return 0;
        const [gone] = await walk(db, (entry) => (entry.service === service ? GO : KEEP), last);
        tell({ below: last + 1, service });
        return gone;
      }
      const { store, done } = begun((await database()).transaction('entries', 'readwrite'));
      const count = await store.count();
      const last = await store.openKeyCursor(null, 'prev');
      store.clear();
      await done;
      tell({ below: (last?.key ?? 0) + 1 });
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
      const end = on ? now() + RECORDING_TIME : -Math.min(now(), recordingEnd(row, service));
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
      return { entries, bytes, dropped: dropped ?? 0, oldest: old.find(isYoung)?.time };
    },
    onChange(listener) {
      const channel = openChannel();
      if (channel) {
        channels.push(channel);
        channel.onmessage = ({ data }) => listener(data);
      }
      return () => {
        channel?.close();
        channels = channels.filter((each) => each !== channel);
      };
    },
    abort() {
      connections.abort();
      connections = trackTransactions();
      close();
    },
    close,
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
