import type { Clock } from './clock.ts';
import { committed, NAME, newestKey, openDatabase, result, writable } from './database.ts';
import type { NewEntry } from './entry.ts';
import { fault, guarded } from './fault.ts';
import { isDue, SLACK, type SweepRow } from './is-due.ts';
import type { Keeper } from './keeper.ts';
import { type Limits, MAX_AGE } from './limits.ts';
import type { Change, LogWriter } from './log.ts';
import { later } from './native-timing.ts';
import { isRecorded, type RecordingRow, withWords, wordKey } from './recording.ts';

export interface WriterOptions {
  /** Times of entries; epoch milliseconds. */
  readonly now: Clock;
  /** What time it is, where `now` may be ahead of it: decides what is 3 days old. Default `now`. */
  readonly wall?: Clock | undefined;
  /**
   * Record for as long as the app is there, and keep the last 3 days (default); or only after somebody pressed Record, and
   * then for 3 days. `false` said by any context of the origin wins over the `true` of another.
   */
  readonly record?: boolean | undefined;
  /** URL of the script that says so: what it says replaces what it said before. Default: where this worker is from. */
  readonly script?: string | undefined;
  readonly limits?: Limits | undefined;
  /** The app's own last word on an entry, before anything is written. Undefined drops it. */
  readonly redact?: ((entry: NewEntry) => NewEntry | undefined) | undefined;
  /** Opens the database, where somebody keeps account of its transactions. */
  readonly open?: typeof openDatabase | undefined;
}

/** Entries that wait for a database which does not open. More than this, and the oldest are dropped. */
const MAX_WAITING = 1_000;
/** Milliseconds until a database that failed to open is tried again. */
const PATIENCE = 3_000;
/** Entries that make room for more than the next. */
const SOME = 50;
/** Milliseconds from the start, or from a write, to the sweep that it is due for: the host's work comes first. */
const SWEEP_AFTER = 1_000;

/** A worker's own address, without what differs from one registration to the next. */
const ownScript = (): string => (globalThis.location?.href ?? '').split(/[?#]/)[0] as string;

/**
 * Opens the log for writing; `keep` gives what removes entries, when it is needed. Returns at once, and touches the database in a later turn: what is appended meanwhile waits
 * in memory.
 *
 * Whatever fails here is counted and dropped, and a later turn tries again; nothing throws at the caller.
 */
export function writeLog({
  now,
  wall = now,
  record = true,
  script = ownScript(),
  limits = {},
  redact,
  open = openDatabase,
  keep,
}: WriterOptions & { readonly keep: () => Keeper | Promise<Keeper> }): LogWriter {
  let queue: NewEntry[] = [];
  let db: IDBDatabase | undefined;
  let connection: Promise<unknown> | undefined;
  let writing: Promise<unknown> | undefined;
  let switches: RecordingRow;
  let swept: SweepRow | undefined;
  let wiping: boolean | undefined;
  let sweeping: unknown;
  /** The latest that a clock has shown here. */
  let latest = 0;
  let dropped = 0;
  let channel: BroadcastChannel | undefined;

  // Rejected, it would be logged, written and told again, for ever.
  const tell = (change: Change): void => guarded(() => channel?.postMessage(change));
  const lost = (): void => {
    db = connection = undefined;
  };

  /** Learns what all contexts want, and what persons have switched; at the start it says what this one wants. */
  async function readSwitches(opened: IDBDatabase, starting?: boolean): Promise<void> {
    const store = writable(opened, 'settings');
    if (starting) store.put(record, wordKey(script));
    // All at once: of several that fail with their transaction, the host would hear as rejections that nobody handles.
    const [words, sweepRow, wipe, row] = await Promise.all([
      result<boolean[]>(store.getAll(IDBKeyRange.bound(wordKey(''), wordKey('\uffff')))),
      result<SweepRow | undefined>(store.get('sweep')),
      result<boolean>(store.get('wipe')),
      result<RecordingRow | undefined>(store.get('recording')),
    ]);
    // Only a start goes on with it: later on, whoever was told has done it.
    wiping = starting && wipe;
    swept = sweepRow;
    switches = withWords(row, words, wall());
    if (switches.since === row?.since) return;
    // What was written before that was known goes, by whoever is there to do it.
    if (row && !switches.since) {
      wiping = starting;
      store.put(true, 'wipe');
    }
    store.put(switches, 'recording');
    tell('switched');
  }

  async function start(): Promise<void> {
    const opened = await open(lost);
    // Before the switches are read, so that none is missed. Missing, or denied: only this context knows.
    guarded(() => {
      channel ??= new BroadcastChannel(NAME);
      channel.onmessage = (message) =>
        guarded(() => {
          if (message.data === 'switched' && db) readSwitches(db).catch(lost);
        });
    });
    try {
      await readSwitches(opened, true);
      // Others have heard of it by now, or will be long before the end.
      if (wiping) await tidy(opened);
    } catch (error) {
      opened.close();
      throw error;
    }
    db = opened;
    tidyIfDue();
  }

  /** Settles when the database is open or has failed. One that failed is not tried again at once. */
  const connect = (): Promise<unknown> =>
    (connection ??= start().catch(() => {
      fault();
      later(lost, PATIENCE);
    }));

  async function tidy(target: IDBDatabase): Promise<void> {
    const count = dropped;
    const { sweep_: sweep } = await keep();
    const [row, last] = await sweep(target, limits, wall(), count, wiping && switches, swept?.mixed);
    if (last) tell(wiping ? 'cleared' : { below: last + 1 });
    dropped -= count;
    swept = row;
    wiping = undefined;
  }

  /** What fails is tried again after the next write. */
  function tidyIfDue(newest = 0): void {
    if (sweeping || !(dropped || isDue(swept, wall(), newest))) return;
    sweeping = later(async () => {
      // The connection is gone, or the disk is full.
      if (db) await tidy(db).catch(fault);
      sweeping = 0;
    }, SWEEP_AFTER);
  }

  /**
   * One relaxed transaction, committed at once: no round trip is left that a killed worker could miss
   * (https://w3c.github.io/IndexedDB/#dom-idbtransaction-commit).
   */
  async function put(target: IDBDatabase | undefined, batch: readonly NewEntry[]): Promise<void> {
    const store = writable(target as IDBDatabase, 'entries');
    let added: IDBRequest | undefined;
    latest = Math.max(latest, wall());
    let oldest = latest;
    for (const entry of batch) {
      try {
        added = store.add(entry);
        oldest = Math.min(oldest, entry.time);
      } catch {
        // It cannot be copied. The others can.
        dropped += 1;
      }
    }
    store.transaction.commit?.();
    await committed(store);
    if (added) tell('grew');
    // A clock was set back, or a page was put aside with it.
    if (oldest < latest - SLACK) swept = await (await keep()).noteMixed_(target as IDBDatabase, oldest);
    tidyIfDue(added?.result as number);
  }

  /** Issues one transaction for everything queued, within the current turn. */
  function write(target: IDBDatabase): void {
    // One with a getter of the app's that throws is refused below.
    const batch = queue.filter((entry) => guarded(() => isRecorded(entry, switches)) !== false);
    queue = [];
    if (!batch.length) {
      tidyIfDue();
      return;
    }
    const written = put(target, batch)
      .catch(async (error: unknown) => {
        // Quota: make room. A connection lost under us: the next one takes it.
        if ((error as Error | null)?.name === 'QuotaExceededError') {
          const last = await (await keep()).makeRoom_(target, batch.length + SOME, wall());
          if (last) tell({ below: last + 1 });
        }
        await connect();
        await put(db, batch);
      })
      .catch(() => {
        fault();
        dropped += batch.length;
      });
    writing = Promise.all([writing, written]).then(() => undefined);
  }

  async function flush(): Promise<void> {
    if (!db) await connect();
    if (db) write(db);
    await writing;
  }

  later(connect);
  return {
    append(entry) {
      try {
        const kept = redact ? redact(entry) : entry;
        if (!kept) return;
        // An `async` one: its entry is refused when it is written, and what it throws is nobody's.
        (kept as unknown as Partial<Promise<unknown>>).then?.(undefined, () => undefined);
        const waiting = queue.push(kept);
        if (waiting < 2 || !db) later(flush);
        if (waiting < MAX_WAITING) return;
        if (db) write(db);
        else if (waiting > MAX_WAITING) throw queue.shift();
      } catch {
        dropped += 1;
      }
    },
    flush,
    async read(after, limit) {
      await connect();
      const store = (db as IDBDatabase).transaction('entries').objectStore('entries');
      const from = after < 0 ? await newestKey(store) : 0;
      const found = await result(store.getAll(IDBKeyRange.lowerBound(from + after, true), limit));
      return found.filter(({ time }) => time >= wall() - MAX_AGE);
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
