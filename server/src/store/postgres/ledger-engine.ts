import type postgres from 'postgres';
import { addSends } from '../ledger/add-sends.ts';
import type { LedgerEngine } from '../ledger/create-ledger.ts';
import { pushFindings } from '../ledger/findings/push-findings.ts';
import { ledgerStep } from '../ledger/follow.ts';
import type { LedgerRow, LedgerSql, LedgerValue } from '../ledger/ledger-sql.ts';
import { pushFunnel } from '../ledger/push-funnel.ts';
import { listPushes, pushesAfter, pushStory } from '../ledger/push-queries.ts';
import { forgetDevices, forgetInstalls, oldestPush, removeOldestPushes } from '../ledger/remove-pushes.ts';
import { createHorizon } from './horizon.ts';
import { numbered } from './numbered.ts';
import { retry } from './retry.ts';
import { LOCKS } from './schema.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** As for reports. */
const WRITE_RETRY = { time: 15_000, pause: 200 };
const WRITE_LIMIT = 17_000;
const READ_RETRY = { time: 3_000, pause: 200 };
/** Bytes that a push takes with its indexes, and what its device told: deleted rows leave room that only they can use again. */
const PUSH_BYTES = 1_200;

export interface PostgresLedger extends LedgerEngine {
  /** Removes pushes that were sent before this epoch millisecond, with what devices told of them. */
  removePushes(before: number): Promise<void>;
  /** Forgets what these installations have told; what all have, where none is named. */
  forget(installs: readonly string[] | undefined): Promise<void>;
  /** Epoch milliseconds. */
  oldestPush(): Promise<number | undefined>;
  /** Bytes that its rows take, about. */
  size(): Promise<number>;
}

/** SQL over a connection, or over a transaction's. */
function ledgerSql(from: Pick<postgres.Sql, 'unsafe'>): LedgerSql {
  return {
    kind: 'postgres',
    all: async (sql: string, values: readonly LedgerValue[] = []) =>
      (await from.unsafe(numbered(sql), values.map(plain))) as unknown as LedgerRow[],
  };
}

function plain(value: LedgerValue): string | number | null {
  return typeof value === 'bigint' ? String(value) : value;
}

/** One server writes the ledger at a time: what it counts needs no rows of its own for each writer then. */
export function createLedgerEngine(
  writes: postgres.Sql,
  reads: postgres.Sql,
  closed: () => boolean,
): PostgresLedger {
  const horizon = createHorizon(reads);

  function transaction<Result>(work: (sql: LedgerSql) => Promise<Result>): Promise<Result> {
    const written = retry(async () => {
      const result = await writes.begin(async (from) => {
        // Sent first, and not waited for: what follows on this connection runs once it is there.
        const locked = from.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.ledger})`).execute();
        const [value] = await Promise.all([work(ledgerSql(from)), locked]);
        return { value };
      });
      return result.value as Result;
    }, WRITE_RETRY);
    return withTimeLimit(written, WRITE_LIMIT);
  }

  /** All from one moment. */
  function snapshot<Result>(work: (sql: LedgerSql) => Promise<Result>): Promise<Result> {
    return retry(async () => {
      const result = await reads.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (from) => ({
        value: await work(ledgerSql(from)),
      }));
      return result.value as Result;
    }, READ_RETRY);
  }

  return {
    closed,
    addSends: (sends) => transaction((sql) => addSends(sql, sends)),
    begin: () => retry(() => horizon.get(), READ_RETRY),
    step: (until) => transaction((sql) => ledgerStep(sql, until, Date.now())),
    list: (query) => snapshot((sql) => listPushes(sql, query)),
    after: (id, limit, filter) => snapshot((sql) => pushesAfter(sql, id, limit, filter)),
    story: (key) => snapshot((sql) => pushStory(sql, key, Date.now())),
    funnel: (filter, by) => snapshot((sql) => pushFunnel(sql, filter, by)),
    findings: (filter) => snapshot((sql) => pushFindings(sql, filter)),
    async removePushes(before) {
      while ((await transaction((sql) => removeOldestPushes(sql, before))).more);
    },
    forget: (installs) =>
      transaction((sql) => (installs === undefined ? forgetDevices(sql) : forgetInstalls(sql, installs))),
    oldestPush: () => snapshot(oldestPush),
    async size() {
      const [row] = await reads.unsafe('SELECT coalesce(sum(count), 0) AS count FROM push_tallies');
      return Number(row?.count) * PUSH_BYTES;
    },
  };
}
