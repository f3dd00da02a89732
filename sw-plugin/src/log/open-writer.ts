import type { Clock } from './clock.ts';
import { committed, NAME, newestKey, openDatabase, result, writable } from './database.ts';
import type { NewEntry } from './entry.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Change, LogWriter } from './log.ts';
import { later } from './native-timing.ts';
import { isRecorded, type RecordingRow } from './recording.ts';
import { sweep } from './sweep.ts';

export interface WriterOptions {
  /** Epoch milliseconds; also decides what is 3 days old. */
  readonly now: Clock;
  /** Recording from the first load on (default), or only after somebody pressed Record. */
  readonly record?: boolean;
  readonly limits?: Partial<Limits>;
  /** The app's own last word on an entry, before anything is written. Undefined drops it. */
  readonly redact?: (entry: NewEntry) => NewEntry | undefined;
  /** Opens the database, where somebody keeps account of its transactions. */
  readonly open?: typeof openDatabase;
}

/** Entries that wait for a database which does not open. More than this, and the oldest are dropped. */
const MAX_WAITING = 1_000;
/** Milliseconds until a database that failed to open is tried again. */
const PATIENCE = 3_000;
/** Entries written between two sweeps. */
const SWEEP_EVERY = 500;

/**
 * Opens the log for writing. Returns at once: what is appended meanwhile waits in memory.
 *
 * Whatever fails here is counted and dropped, and a later turn tries again; nothing throws at the caller.
 */
export function openWriter({
  now,
  record = true,
  limits,
  redact,
  open = openDatabase,
}: WriterOptions): LogWriter {
  const caps = { ...LIMITS, ...limits };
  let queue: NewEntry[] = [];
  let db: IDBDatabase | undefined;
  let connection: Promise<unknown> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  let switches: RecordingRow;
  let dropped = 0;
  let sinceSweep = SWEEP_EVERY;
  let channel: BroadcastChannel | undefined;

  /** After a failure: the next write is followed by a sweep, which also writes down what was dropped. */
  const soon = (): void => {
    sinceSweep = SWEEP_EVERY;
  };
  const tell = (change: Change): void => {
    try {
      channel?.postMessage(change);
    } catch {
      // Rejected, it would be logged, written and told again, for ever.
    }
  };
  const lost = (): void => {
    db = undefined;
    connection = undefined;
  };

  async function readSwitches(opened: IDBDatabase): Promise<void> {
    const store = writable(opened, 'settings');
    switches = (await result(store.get('recording'))) ?? { since: record ? now() : 0 };
    store.put(switches, 'recording');
  }

  const told = async ({ data }: MessageEvent): Promise<void> => {
    if (data === 'switched' && db) await readSwitches(db);
  };

  async function start(): Promise<void> {
    const opened = await open(lost);
    // Before the switches are read, so that none is missed.
    try {
      channel ??= new BroadcastChannel(NAME);
      channel.onmessage = (message) => {
        told(message).catch(soon);
      };
    } catch {
      // Missing, or denied: only this context knows.
    }
    await readSwitches(opened);
    db = opened;
  }

  /** Settles when the database is open or has failed. One that failed is not tried again at once. */
  function connect(): Promise<unknown> {
    connection ??= start().catch(() => later(lost, PATIENCE));
    return connection;
  }

  async function tidy(target: IDBDatabase, share?: number): Promise<void> {
    const cut = await sweep(target, caps, now(), share);
    if (cut) tell('cleared');
    dropped += cut;
    const count = dropped;
    if (!count) return;
    const store = writable(target, 'settings');
    store.put(((await result(store.get('dropped'))) ?? 0) + count, 'dropped');
    await committed(store);
    dropped -= count;
  }

  /** Issues one transaction for everything queued, within the current turn. */
  function write(target: IDBDatabase): void {
    const batch = queue.filter((entry) => isRecorded(entry, switches));
    queue = [];
    if (!batch.length) return;
    const written = put(target, batch)
      .catch(async (error: unknown) => {
        // Quota: make room. A connection lost under us: the next one takes it.
        if ((error as Error | null)?.name === 'QuotaExceededError') await tidy(target, 0.75).catch(soon);
        await connect();
        await put(db, batch);
      })
      .then(
        () => tell('grew'),
        () => {
          dropped += batch.length;
          soon();
        },
      );
    sinceSweep += batch.length;
    if (sinceSweep > SWEEP_EVERY) {
      sinceSweep = 0;
      written.then(() => tidy(target)).catch(soon);
    }
    writing = Promise.all([writing, written]);
  }

  async function flush(): Promise<void> {
    if (!db) await connect();
    if (db) write(db);
    await writing;
  }

  connect();
  return {
    append(entry) {
      try {
        const kept = redact ? redact(entry) : entry;
        if (!kept) return;
        const waiting = queue.push(kept);
        if (waiting < 2 || !db) later(flush);
        if (waiting > MAX_WAITING) throw queue.shift();
      } catch {
        dropped += 1;
      }
    },
    flush,
    async read(after, limit) {
      await connect();
      const store = (db as IDBDatabase).transaction('entries').objectStore('entries');
      const from = after < 0 ? await newestKey(store) : 0;
      return result(store.getAll(IDBKeyRange.lowerBound(from + after, true), limit));
    },
    close() {
      flush().finally(() => {
        db?.close();
        channel?.close();
        channel = undefined;
        lost();
      });
    },
  };
}

/**
 * One relaxed transaction, committed at once: no round trip is left that a killed worker could miss
 * (https://w3c.github.io/IndexedDB/#dom-idbtransaction-commit).
 */
async function put(target: IDBDatabase | undefined, batch: readonly NewEntry[]): Promise<void> {
  const store = writable(target as IDBDatabase, 'entries');
  for (const entry of batch) store.add(entry);
  store.transaction.commit?.();
  await committed(store);
}
