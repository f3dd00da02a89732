import type postgres from 'postgres';
import { addSends } from '../ledger/add-sends.ts';
import type { LedgerEngine } from '../ledger/create-ledger.ts';
import type { LedgerRow, LedgerSql, LedgerValue } from '../ledger/ledger-sql.ts';
import { numbered } from './numbered.ts';
import { retry } from './retry.ts';
import { LOCKS } from './schema.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** As for reports. */
const RETRY = { time: 15_000, pause: 200 };
const LIMIT = 17_000;

/** SQL over a connection, or over a transaction's. */
export function ledgerSql(from: Pick<postgres.Sql, 'unsafe'>): LedgerSql {
  return {
    kind: 'postgres',
    all: async (sql: string, values: readonly LedgerValue[] = []) =>
      (await from.unsafe(numbered(sql), values.map(plain))) as unknown as LedgerRow[],
  };
}

/** Numbers as text where the package would take them for 64 bits of something else. */
function plain(value: LedgerValue): string | number | null {
  return typeof value === 'bigint' ? String(value) : value;
}

/** One server writes the ledger at a time: what it counts needs no rows of its own for each writer then. */
export function createLedgerEngine(writes: postgres.Sql, closed: () => boolean): LedgerEngine {
  function transaction<Result>(work: (sql: LedgerSql) => Promise<Result>): Promise<Result> {
    const written = retry(async () => {
      const result = await writes.begin(async (from) => {
        await from.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.ledger})`);
        return { value: await work(ledgerSql(from)) };
      });
      return result.value as Result;
    }, RETRY);
    return withTimeLimit(written, LIMIT);
  }

  return {
    closed,
    addSends: (sends) => transaction((sql) => addSends(sql, sends)),
  };
}
