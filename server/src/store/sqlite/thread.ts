import { parentPort, workerData } from 'node:worker_threads';
import { collectGarbage } from '../../collect-garbage.ts';
import { OffstageError } from '../../errors.ts';
import { type Database, openDatabase } from './driver.ts';
import { createLedgerReader } from './ledger-reader.ts';
import { createLedgerWriter } from './ledger-writer.ts';
import { ownFile } from './own-file.ts';
import { createReader } from './reader.ts';
import { prepareSchema, SCHEMA_VERSION } from './schema.ts';
import { type Answer, type Call, OPENED, type ThreadData } from './thread-call.ts';
import { createWriter } from './writer.ts';

/**
 * A thread with one connection: the writer's, or one that only reads. WAL lets both work at once; `synchronous=FULL`
 * makes every commit reach the disk before it returns (https://sqlite.org/pragma.html#pragma_synchronous).
 */
const { path, role } = workerData as ThreadData;
/** Milliseconds without a call after which memory is given back. */
const IDLE = 3_000;
let owned: Database | undefined;

function open(): Record<string, (...values: never[]) => unknown> {
  if (role === 'writer') owned ??= ownFile(path);
  const database = openDatabase(path, { readOnly: role === 'reader' });
  database.exec('PRAGMA busy_timeout = 5000');
  if (role === 'reader') {
    database.exec('PRAGMA cache_size = -65536');
    return { ...createReader(database), ...createLedgerReader(database) };
  }
  // A checkpoint makes everyone wait for two more flushes, so it comes every 64 MB and not every 4.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 16000',
  );
  const version = prepareSchema(database);
  if (version > SCHEMA_VERSION) {
    throw new OffstageError('STORE_NEWER', { url: path, found: version, known: SCHEMA_VERSION });
  }
  return { ...createWriter(database), ...createLedgerWriter(database) };
}

function failure(id: number, error: unknown): Answer {
  const message = error instanceof Error ? error.message : String(error);
  const own = error instanceof OffstageError ? { own: { code: error.code, values: error.values } } : {};
  return { id, error: { message, ...own } };
}

if (parentPort === null) throw new Error('This file runs as a worker thread');
const port = parentPort;
let methods: Record<string, (...values: never[]) => unknown> | undefined;
let idle: NodeJS.Timeout | undefined;

/** Gives back what pages of the file are kept in memory (the system has them as well, for as long as it can), and garbage. */
function shrink(): void {
  try {
    methods?.shrink?.();
    collectGarbage();
  } catch {
    // The next call meets the same, and says so.
  }
}

async function answer({ id, method, values }: Call): Promise<void> {
  idle ??= setTimeout(shrink, IDLE).unref();
  idle.refresh();
  try {
    methods ??= open();
    port.postMessage({ id, value: await methods[method]?.(...(values as never[])) } satisfies Answer);
  } catch (error) {
    port.postMessage(failure(id, error));
    if (mustReopen(error)) letGo();
  }
  if (method === 'close') {
    owned?.close();
    port.close();
  }
}

try {
  methods = open();
  port.on('message', (call: Call) => void answer(call));
  port.postMessage({ id: OPENED } satisfies Answer);
} catch (error) {
  // Nobody will call; a thread without a listener ends.
  owned?.close();
  port.postMessage(failure(OPENED, error));
}

/** After these a connection may hold on to what is no longer so; a new one sees the disk as it is. */
function mustReopen(error: unknown): boolean {
  return (
    error instanceof Error && /disk I\/O|readonly|unable to open|malformed|not a database/.test(error.message)
  );
}

function letGo(): void {
  try {
    methods?.close?.();
  } catch {
    // It goes with the thread at the latest.
  }
  methods = undefined;
}
