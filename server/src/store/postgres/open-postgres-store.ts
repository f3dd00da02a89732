import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { OffstageError } from '../../errors.ts';
import { createBatcher } from '../batcher.ts';
import { createLedger } from '../ledger/create-ledger.ts';
import { toldBy } from '../ledger/told-by.ts';
import { createPacker, type PackedReport } from '../packed-report.ts';
import type { Store } from '../store.ts';
import { withoutPassword } from '../without-password.ts';
import { createDial } from './dial.ts';
import { LAST_GIVEN } from './horizon.ts';
import { createLedgerEngine } from './ledger-engine.ts';
import { createPartitions } from './partitions.ts';
import { createQueries } from './queries.ts';
import { removeReports } from './remove.ts';
import { retry } from './retry.ts';
import { prepareSchema } from './schema.ts';
import { withTimeLimit } from './with-time-limit.ts';
import { writeBatch } from './write-batch.ts';
import { writeEach } from './write-each.ts';

/** Writes under way at once: while one waits for the standby's disk, the next is on its way. */
const WRITES = 4;
/** A failover takes seconds; browsers wait longer than this for an answer. */
const WRITE_RETRY = { time: 15_000, pause: 200 };
/** Also for a commit that waits for a standby: that one may still succeed, but nobody is told so. */
const WRITE_LIMIT = 17_000;
const DAY = 86_400_000;
const PING_LIMIT = 2_000;
/** A table that is to get a column is busy for moments only. */
const SCHEMA_RETRY = { time: 10_000, pause: 200 };
const READ_RETRY = { time: 3_000, pause: 200 };
/** Milliseconds between looks for what other servers have added, while somebody listens. */
const LOOK = 500;

/**
 * Opens a PostgreSQL store, on the primary among several hosts: `postgres://user:password@host1:5432,host2:5432/name`.
 * Creates the schema where it is missing. Throws `STORE_URL`, `STORE_NOT_OPENED` or `STORE_NEWER`.
 */
export async function openPostgresStore(url: string, schema: string): Promise<Store> {
  const pool = (max: number) => {
    // An option that the package's types leave out.
    const socket = { socket: createDial() };
    return open(url, {
      ...socket,
      max,
      // Not `read-write`: since PostgreSQL 14 a standby passes postgres.js' test for that.
      target_session_attrs: 'primary',
      connect_timeout: 5,
      fetch_types: false,
      onnotice: () => {},
      backoff: () => 0.2,
      // Compiling a query takes longer than any of ours runs.
      connection: { application_name: 'offstage-server', search_path: schema, jit: 'off' },
    });
  };
  const writes = pool(WRITES + 1);
  const reads = pool(4);
  try {
    await retry(() => prepareSchema(writes, withoutPassword(url), schema), SCHEMA_RETRY);
  } catch (error) {
    await Promise.all([writes.end({ timeout: 0 }), reads.end({ timeout: 0 })]);
    if (error instanceof OffstageError && error.code !== 'STORE_UNAVAILABLE') throw error;
    const next = 'See that PostgreSQL runs there and lets this user into that database';
    throw new OffstageError(
      'STORE_NOT_OPENED',
      { url: withoutPassword(url), cause: reasonOf(error), next },
      { cause: error },
    );
  }

  const partitions = createPartitions(writes);
  const queries = createQueries(reads);
  const pack = createPacker();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const newLane = () => randomBytes(8).readBigInt64LE(0);
  const lanes = Array.from({ length: WRITES }, newLane);
  const batcher = createBatcher<PackedReport>(
    async (reports) => {
      const lane = lanes.pop() ?? newLane();
      const write = (rows: readonly PackedReport[]) =>
        retry(async () => {
          await partitions.ensure(rows.map((row) => row.slot));
          return writeBatch(writes, rows, lane);
        }, WRITE_RETRY);
      const written = writeEach(reports, { write, forgetPartitions: partitions.forget }).finally(() =>
        lanes.push(lane),
      );
      const fresh = await withTimeLimit(written, WRITE_LIMIT);
      tell();
      ledger.touch();
      return fresh;
    },
    { batch: 1_000, size: 2 ** 20, turn: 50, waiting: 50_000, writes: WRITES },
    ({ body }) => body.length,
  );

  let lastLooked = 0;
  let looking: NodeJS.Timeout | undefined;
  async function look(): Promise<void> {
    try {
      const [row] = await reads.unsafe(LAST_GIVEN);
      const last = Number(row?.id);
      if (last > lastLooked) tell();
      lastLooked = last;
    } catch {
      // The next look will do; who needs the store notices by itself.
    }
    if (listeners.size > 0) looking = setTimeout(look, LOOK);
    else looking = undefined;
  }

  const ledgerEngine = createLedgerEngine(writes, reads, () => closed !== undefined);
  const ledger = createLedger(ledgerEngine);
  const size = async () => (await partitions.size()) + (await ledgerEngine.size());
  const read = <Result>(work: () => Promise<Result>) => retry(work, READ_RETRY);
  let closed: Promise<void> | undefined;

  return {
    kind: 'postgres',
    ledger,
    add: (reports, sender = '') => {
      if (closed !== undefined) return Promise.reject(new OffstageError('STORE_CLOSED'));
      return batcher.add(reports.map(pack), sender);
    },
    list: (query) => read(() => queries.list(query)),
    get: (id) => read(() => queries.get(id)),
    after: (id, limit, filter) => read(() => queries.after(id, limit, filter)),
    lastId: () => read(() => queries.lastId()),
    facets: (filter) => read(() => queries.facets(filter)),
    histogram: (filter, buckets) => read(() => queries.histogram(filter, buckets)),
    groups: (query) => read(() => queries.groups(query)),
    endpoints: () => read(() => queries.endpoints()),
    async remove(filter) {
      const removed = await read(() => removeReports(writes, filter));
      const told = toldBy(filter);
      if (told !== undefined) {
        await ledgerEngine.forget(told === 'all' ? undefined : told);
        ledger.touch();
      }
      return removed;
    },
    // No retries: whoever asks wants to know how it is now.
    ping: async () => void (await withTimeLimit(reads.unsafe('SELECT 1'), PING_LIMIT)),
    size: () => read(size),
    async retain({ before, maxBytes }) {
      let removed = 0;
      if (before !== undefined) removed += await partitions.dropBefore(before);
      if (before !== undefined) await ledgerEngine.removePushes(before);
      while (maxBytes !== undefined && (await size()) > maxBytes) {
        const day = await partitions.oldest();
        const push = await ledgerEngine.oldestPush();
        // Whichever is older goes first: a day at a time.
        if (push !== undefined && Math.floor(push / DAY) <= (day ?? Number.POSITIVE_INFINITY)) {
          await ledgerEngine.removePushes((Math.floor(push / DAY) + 1) * DAY);
          continue;
        }
        const dropped = await partitions.dropOldest(Date.now());
        if (dropped === undefined) break;
        removed += dropped;
      }
      return removed;
    },
    onAdded(listener) {
      listeners.add(listener);
      looking ??= setTimeout(look, LOOK);
      return () => void listeners.delete(listener);
    },
    close() {
      closed ??= Promise.all([batcher.drained(), ledger.drained()]).then(async () => {
        clearTimeout(looking);
        await Promise.all([writes.end({ timeout: 5 }), reads.end({ timeout: 5 })]);
      });
      return closed;
    },
  };
}

/** Why it could not be opened; nothing resumes by itself here. */
function reasonOf(error: unknown): string {
  if (error instanceof OffstageError && error.code === 'STORE_UNAVAILABLE')
    return `no server answers there (${error.values.cause})`;
  return error instanceof Error ? error.message : String(error);
}

/** Throws `STORE_URL`. */
function open(url: string, options: postgres.Options<Record<string, never>>): postgres.Sql {
  try {
    return postgres(url, options);
  } catch {
    // Its error has the whole address in it.
    throw new OffstageError('STORE_URL', { url: withoutPassword(url) });
  }
}
