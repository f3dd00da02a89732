import { access, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OffstageError } from '../../errors.ts';
import { createBatcher } from '../batcher.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { toldBy } from '../ledger/told-by.ts';
import { createPacker, type PackedReport } from '../packed-report.ts';
import { slotOf } from '../slot.ts';
import type { Store } from '../store.ts';
import { createBatchMaker } from './batch.ts';
import { keepThread } from './keep-thread.ts';
import type { LedgerReader } from './ledger-reader.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Reader } from './reader.ts';
import type { Removal } from './remover.ts';
import { type CallThread, startThread } from './thread-call.ts';
import type { Writer } from './writer.ts';

/** Reports that may wait in the inbox. More would be cheaper, but the next batch waits until they are shelved. */
const INBOX = 500;
/** Characters of their bodies, which the thread that writes keeps in memory meanwhile. */
const INBOX_LENGTH = 2 ** 20;

/** What a method gives once its thread has answered. */
type Answered<Method> = Method extends (...values: never[]) => infer Result
  ? Promise<Awaited<Result>>
  : never;

/** Calls of a thread, typed by what runs in it. */
function calls<Methods>(call: CallThread) {
  return <Name extends keyof Methods & string>(
    name: Name,
    ...values: Methods[Name] extends (...values: infer Values) => unknown ? Values : never
  ): Answered<Methods[Name]> => call(name, ...values) as Answered<Methods[Name]>;
}

/**
 * Opens (and makes, where it is missing) a SQLite file. Writes run in one thread, reads in another.
 * Throws `DATA_NOT_WRITABLE`, `STORE_NEWER` or `STORE_NOT_OPENED`.
 */
export async function openSqliteStore(path: string): Promise<Store> {
  await checkWritable(path);
  const batches = createBatchMaker();
  let writer: CallThread;
  let reader: CallThread;
  try {
    writer = await keepThread(() => startThread({ path, role: 'writer' }));
    reader = await keepThread(() => startThread({ path, role: 'reader' }));
  } catch (error) {
    if (error instanceof OffstageError) throw error;
    const cause = error instanceof Error ? error.message : String(error);
    const next = 'If it is a file of another program, name another one; if it is damaged, put it aside';
    throw new OffstageError('STORE_NOT_OPENED', { url: path, cause, next }, { cause: error });
  }

  /** Whatever fails, the other side may have been made anew and know nothing any more: it is told everything again. */
  const write = calls<Writer & LedgerWriter>((...call) =>
    writer(...call).catch((error: unknown) => {
      batches.forget();
      throw error;
    }),
  );
  const pack = createPacker();
  const listeners = new Set<() => void>();
  const batcher = createBatcher<PackedReport>(
    async (reports) => {
      const isNew = await write('add', batches.make(reports));
      inInbox += reports.length;
      for (const { body } of reports) inboxLength += body.length;
      if (inInbox >= INBOX || inboxLength >= INBOX_LENGTH) void shelve();
      for (const listener of listeners) listener();
      ledger.touch();
      return isNew;
    },
    { batch: 256, size: 2 ** 20, turn: 16, waiting: 50_000, writes: 1 },
    ({ body }) => body.length,
  );
  let closed: Promise<void> | undefined;
  /** Reports that went into the inbox since it was last shelved; an earlier process may have left some. */
  let inInbox = 1;
  let inboxLength = 0;
  let shelved = Promise.resolve();

  function shelve(): Promise<void> {
    if (inInbox > 0) {
      const count = inInbox;
      inInbox = 0;
      inboxLength = 0;
      shelved = write('shelve').catch(() => {
        // On a full disk: what is in its place can still be read.
        inInbox += count;
      });
    }
    return shelved;
  }

  /** Queries look only at what is in its place, and see everything that was acknowledged. */
  const read = calls<Reader & LedgerReader>(async (...call) => {
    await shelve();
    return reader(...call);
  });

  /** Counts anew what was partly removed, in small transactions, so that reports get in between. */
  async function mend(): Promise<void> {
    while (await write('mend'));
  }
  let isLedgerUsed = false;
  let ledgerReader: Promise<CallThread> | undefined;

  function readLedger(): Promise<CallThread> {
    if (ledgerReader !== undefined) return ledgerReader;
    const starting = keepThread(() => startThread({ path, role: 'reader' }));
    ledgerReader = starting;
    // The next question tries again.
    starting.catch(() => {
      ledgerReader = undefined;
    });
    return starting;
  }

  /**
   * What the ledger has taken into account is in its place. Once it is used it is read in a thread of its own: a sender can
   * make it slow, and who reads reports, or asks how the store is, does not wait for that.
   */
  const readPlaced = calls<LedgerReader>(async (...call) =>
    isLedgerUsed && closed === undefined ? (await readLedger())(...call) : reader(...call),
  );
  const ledger = createLedger({
    closed: () => closed !== undefined,
    addSends: (sends) => write('addSends', sends),
    async begin() {
      // Nothing goes to its place earlier than else for what nobody uses.
      isLedgerUsed ||= await write('ledgerUsed');
      if (!isLedgerUsed) return 0;
      await shelve();
      return write('newestReport');
    },
    step: async (until) => isLedgerUsed && write('ledgerStep', until, Date.now()),
    list: (query) => readPlaced('listPushes', query),
    after: (id, limit, filter) => readPlaced('pushesAfter', id, limit, filter),
    story: (key) => readPlaced('pushStory', key, Date.now()),
    funnel: (filter, by) => readPlaced('pushFunnel', filter, by),
    findings: (filter) => readPlaced('pushFindings', filter),
  });

  // What a process before this one was killed at. If it fails, the next removal or start sees to it.
  mend().catch(() => {});

  return {
    kind: 'sqlite',
    ledger,
    add: (reports, sender = '') => {
      if (closed !== undefined) return Promise.reject(new OffstageError('STORE_CLOSED'));
      return batcher.add(reports.map(pack), sender);
    },
    list: (query) => read('list', query),
    get: (id) => read('get', id),
    after: (id, limit, filter = {}) => read('after', id, limit, filter),
    lastId: () => read('lastId'),
    facets: (filter) => read('facets', filter),
    histogram: (filter, buckets) => read('histogram', filter, buckets),
    groups: (query) => read('groups', query),
    endpoints: () => read('endpoints'),
    async remove(filter) {
      let removed = 0;
      let step: Removal = { removed: 0, next: 0, more: true };
      while (step.more) {
        step = await write('remove', filter, step.next);
        removed += step.removed;
      }
      if (removed > 0) await mend();
      const told = toldBy(filter);
      if (told !== undefined) {
        await write('forgetDevices', told === 'all' ? undefined : told);
        ledger.touch();
      }
      return removed;
    },
    async retain({ before, maxBytes }) {
      let removed = 0;
      for (let more = before !== undefined; more && before !== undefined; ) {
        const step = await write('removeOldest', slotOf(before));
        removed += step.removed;
        more = step.more;
      }
      for (let more = before !== undefined; more && before !== undefined; )
        ({ more } = await write('removePushes', before));
      while (maxBytes !== undefined && (await write('size')) > maxBytes) {
        const [report, push] = [await write('oldestSlot'), await write('oldestPush')];
        // Whichever is older goes first.
        if (push !== undefined && slotOf(push) <= (report ?? Number.POSITIVE_INFINITY)) {
          await write('removePushes', Number.MAX_SAFE_INTEGER);
          continue;
        }
        const step = await write('removeOldest', Number.MAX_SAFE_INTEGER);
        removed += step.removed;
        // Kinds and agents that nothing uses any more count as well.
        if (step.removed === 0) break;
      }
      if (removed > 0) await mend();
      if (removed > 0) await write('tidy');
      return removed;
    },
    size: () => write('size'),
    // By the thread that reads, past the inbox: nothing waits for it.
    ping: async () => void (await reader('ping')),
    onAdded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed ??= Promise.all([batcher.drained(), ledger.drained()])
        .then(() =>
          Promise.all([reader('close'), ledgerReader?.then((thread) => thread('close')).catch(() => {})]),
        )
        .then(() => write('close'));
      return closed;
    },
  };
}

async function checkWritable(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    // What was reported, and a token, are no part of the repository that the server may be started in.
    if (await makeFolder(resolve(folder))) await writeFile(join(folder, '.gitignore'), '*\n');
    await (await open(path, 'a')).close();
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new OffstageError('DATA_NOT_WRITABLE', { folder, cause }, { cause: error });
  }
}

/**
 * Not `mkdir`'s own `recursive`: Node 20 never returns from it where the system has no such folder (`/proc/x`). Returns
 * false where there was one.
 */
async function makeFolder(folder: string): Promise<boolean> {
  const failure = await mkdir(folder).catch((error: NodeJS.ErrnoException) => error);
  if (failure === undefined) return true;
  if (failure.code === 'EEXIST') return false;
  if (failure.code !== 'ENOENT' || dirname(folder) === folder || (await exists(dirname(folder))))
    throw failure;
  await makeFolder(dirname(folder));
  await mkdir(folder);
  return true;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
