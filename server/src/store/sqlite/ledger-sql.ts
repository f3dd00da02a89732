import type { LedgerRow, LedgerSql, LedgerValue } from '../ledger/ledger-sql.ts';
import type { Database, Statement } from './driver.ts';

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
