import { resolve } from 'node:path';
import { OffstageError } from '../errors.ts';
import { openStore, storeFile } from '../store/open-store.ts';
import { openCopySource } from '../store/sqlite/copy-source.ts';
import type { NewReport, Store } from '../store/store.ts';

export interface MigrateOptions {
  /** The SQLite store to copy from; a server may be running on it. */
  readonly from: string;
  /** The store to copy to; servers may be running on it where it is PostgreSQL. */
  readonly to: string;
  /** Whose store the target is, where several apps are served from there. */
  readonly app?: string | undefined;
  /** Ends when all that is there now is copied, whether a server still runs or not. */
  readonly once?: boolean | undefined;
  /** Told from time to time. `waiting`: all but the latest is copied, and a server may still add to it. */
  readonly onProgress?: ((progress: Migrated & { readonly waiting: boolean }) => void) | undefined;
}

export interface Migrated {
  /** Reports that were copied. */
  readonly copied: number;
  /** Reports that were there already, of an earlier try for instance. */
  readonly known: number;
  /** Reports that the target did not take, each for itself. */
  readonly refused: number;
}

type Counts = { -readonly [Name in keyof Migrated]: number };

/** Reports that are read and written at once. */
const STEP = 1_000;
/** Milliseconds between looks for what a running server has added. */
const LOOK = 300;
/** Milliseconds between two reports of progress. */
const TELL = 2_000;
/** Milliseconds after which a target that does not answer is given up. */
const PATIENCE = 60_000;

/**
 * Copies a SQLite store into another one while its server goes on, follows what that server adds, and ends once the server
 * has stopped and its last report is across. It may be broken off and run again, even twice at a time: a report that is
 * there already is known by what it is and when it happened. Nothing is removed from the source.
 *
 * Throws `STORE_NOT_FOUND`, `STORE_OLDER`, what `openStore` throws, or `COPY_BROKEN_OFF`.
 */
export async function migrate({ from, to, app, once, onProgress }: MigrateOptions): Promise<Migrated> {
  const file = storeFile(from);
  if (file === undefined)
    throw new OffstageError('BAD_OPTION', { message: 'migrate copies from SQLite: --store names its file' });
  const target = storeFile(to, app);
  if (target !== undefined && resolve(target) === resolve(file))
    throw new OffstageError('COPY_ONTO_ITSELF', { url: to });
  const source = openCopySource(file);
  try {
    const store = await openStore(to, app);
    try {
      return await copy(source, store, { once: once === true, onProgress });
    } finally {
      await store.close();
    }
  } finally {
    source.close();
  }
}

async function copy(
  source: ReturnType<typeof openCopySource>,
  store: Store,
  { once, onProgress }: { readonly once: boolean; readonly onProgress: MigrateOptions['onProgress'] },
): Promise<Migrated> {
  const done = { copied: 0, known: 0, refused: 0 };
  let told = Number.NEGATIVE_INFINITY;
  let wasWaiting = false;
  const tell = (waiting: boolean) => {
    // That all is across is news; the rest comes from time to time.
    if ((wasWaiting || !waiting) && performance.now() - told < TELL) return;
    told = performance.now();
    wasWaiting ||= waiting;
    onProgress?.({ ...done, waiting });
  };
  let isOwned = false;
  for (;;) {
    const reports = source.next(STEP);
    const sends = source.nextSends(STEP);
    if (sends.length > 0) await tried(() => store.ledger.add(sends, 'migrate'), done);
    if (reports.length > 0 || sends.length > 0) {
      await addAll(store, reports, done);
      tell(Math.max(reports.length, sends.length) < STEP);
    } else if (isOwned || once) return done;
    else {
      // What came before this is read once more: only then is nothing missing.
      isOwned = source.own();
      if (isOwned) continue;
      tell(true);
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }
}

/** One that the target alone refuses costs no other its copy. */
async function addAll(store: Store, reports: readonly NewReport[], done: Counts): Promise<void> {
  try {
    const { stored, duplicates } = await tried(() => store.add(reports, 'migrate'), done);
    done.copied += stored;
    done.known += duplicates;
  } catch (error) {
    if (error instanceof OffstageError) throw error;
    if (reports.length === 1) {
      done.refused++;
      return;
    }
    for (const report of reports) await addAll(store, [report], done);
  }
}

/** Does it until the target is there again; throws `COPY_BROKEN_OFF`, or what is not the target's state. */
async function tried<Result>(work: () => Promise<Result>, { copied }: Counts): Promise<Result> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OffstageError)) throw error;
      if (error.code === 'STORE_CLOSED' || performance.now() >= end)
        throw new OffstageError('COPY_BROKEN_OFF', { copied, cause: error.message }, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }
}
