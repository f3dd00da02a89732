import type { Clock } from './clock.ts';
import { committed, NAME, newestKey, result, writable } from './database.ts';
import type { Entry, NewEntry, Service } from './entry.ts';
import { OffstageError } from './error.ts';
import { MAX_AGE } from './limits.ts';
import type { Change, LogReader, RecordingState } from './log.ts';
import { RECORDING_TIME, type RecordingRow, recordingEnd } from './recording.ts';
import { sizeOf } from './size-of.ts';
import { trackTransactions } from './track-transactions.ts';
import { GO, KEEP, walk } from './walk.ts';

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

  /**
   * A store in a transaction that only reads. `settings` holds `recording`: `RecordingRow`; `record:…`: each context's
   * last word on that; `sweep`: `SweepRow`; `spared`: see `makeRoom()`; `dropped`: entries lost since the log began; and
   * what pages saw at their last visit.
   */
  const reading = async (name: 'entries' | 'settings'): Promise<IDBObjectStore> =>
    (await connection()).transaction(name).objectStore(name);

  const isYoung = ({ time }: Entry): boolean => time >= now() - MAX_AGE;

  function close(): void {
    for (const channel of channels) channel.close();
    channels = [];
    opened?.then((db) => db.close()).catch(() => undefined);
    forget();
  }

  return {
    async read({ after, before, limit = CHUNK } = {}) {
      const store = await reading('entries');
      if (after === undefined) return (await newest(store, before, limit)).filter(isYoung);
      for (let from = after; ; ) {
        const found: readonly Entry[] = await result(store.getAll(IDBKeyRange.lowerBound(from, true), limit));
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
      const store = writable(db, 'entries');
      const count = await result(store.count());
      const last = await newestKey(store);
      store.clear();
      await done(store);
      tell({ below: last + 1 });
      return count;
    },
    async recording() {
      const store = await reading('settings');
      const row: RecordingRow = (await result(store.get('recording'))) ?? { since: 0 };
      const state = {} as Record<Service, RecordingState>;
      for (const id of IDS) {
        const until = recordingEnd(row, id);
        const recording = until > now();
        state[id] = { recording, until: recording ? until : 0 };
      }
      return state;
    },
    async setRecording(service, on) {
      const tx = (await connection()).transaction(['entries', 'settings'], 'readwrite');
      const store = tx.objectStore('settings');
      const row: RecordingRow = {
        since: 0,
        ...(await result<RecordingRow | undefined>(store.get('recording'))),
      };
      const time = now();
      const ended = recordingEnd(row, service);
      const next = { ...row, [service]: on ? time + RECORDING_TIME : -Math.min(time, ended) };
      store.put(next, 'recording');
      const changes = ended > time !== on;
      if (changes) tx.objectStore('entries').add(switched(service, time, on && recordingEnd(next, service)));
      await done(store);
      tell('switched');
      if (changes) tell('grew');
    },
    async usage() {
      const tx = (await connection()).transaction(['entries', 'settings']);
      const store = tx.objectStore('entries');
      const entries = await result(store.count());
      const old: readonly Entry[] = await result(store.getAll(null, CHUNK));
      const young = await newest(store, undefined, CHUNK);
      const dropped = await result<number | undefined>(tx.objectStore('settings').get('dropped'));
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
      connections = trackTransactions(true);
      close();
    },
    close,
  };
}

/** A recording has holes, and who reads the log later has to see them. @param until epoch milliseconds; false: it was stopped */
function switched(service: Service, time: number, until: number | false): NewEntry {
  const origin = `${globalThis.location?.origin ?? ''}/`;
  return {
    id: `switch-${service}-${time}`,
    time,
    service,
    event: `Recording ${until ? 'started' : 'stopped'}`,
    instanceId: '',
    metadata: {},
    detail: until && until < Infinity ? { until } : {},
    own: true,
    context: 'page',
    boot: '',
    origin,
    storageKey: origin,
    scope: '',
    scriptURL: '',
    trusted: true,
  };
}

/** Settles when what was asked of the store is in the database. `abort()` leaves a transaction without an error. */
const done = (store: IDBObjectStore): Promise<unknown> =>
  committed(store).catch((error: unknown) => {
    throw error ?? new DOMException('The log was let go of.', 'AbortError');
  });

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
  store: IDBObjectStore,
  before: number | undefined,
  limit: number,
): Promise<readonly Entry[]> {
  const below = before === undefined ? null : IDBKeyRange.upperBound(before, true);
  const last = (await result(store.openKeyCursor(below, 'prev')))?.key as number | undefined;
  if (!last) return [];
  for (let reach = limit; ; reach *= 4) {
    const from = Math.max(0, last - reach + 1);
    const found: readonly Entry[] = await result(store.getAll(IDBKeyRange.bound(from, last)));
    if (found.length >= limit || from === 0) return found.slice(-limit);
  }
}
