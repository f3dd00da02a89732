import { addSends } from '../ledger/add-sends.ts';
import type { LedgerRow, LedgerSql, LedgerValue } from '../ledger/ledger-sql.ts';
import type { NewSend } from '../ledger/send.ts';
import type { Database, Statement } from './driver.ts';

/** The ledger's part of the connection that writes. */
export interface LedgerWriter {
  addSends(sends: readonly NewSend[]): Promise<readonly boolean[]>;
}

/** Statements that are kept: those with many rows differ by how many. */
const KEPT = 100;

/** SQL over a connection: all of it happens at once, so whoever awaits it is not interrupted. */
export function ledgerSql(database: Database): LedgerSql {
  const statements = new Map<string, Statement>();
  return {
    kind: 'sqlite',
    all(sql: string, values: readonly LedgerValue[] = []) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        if (statements.size >= KEPT) statements.clear();
        statement = database.prepare(sql);
        statements.set(sql, statement);
      }
      return statement.all(...values) as LedgerRow[];
    },
  };
}

export function createLedgerWriter(database: Database): LedgerWriter {
  const sql = ledgerSql(database);

  async function transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = await work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        database.exec('ROLLBACK');
      } catch {
        // SQLite rolls back by itself on some errors (full disk).
      }
      throw error;
    }
  }

  return {
    addSends: (sends) => transaction(() => addSends(sql, sends)),
  };
}
