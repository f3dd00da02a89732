import { insertRows, type LedgerSql } from './ledger-sql.ts';

const HOUR = 3_600_000;

/** Collects what changes in the counts, and writes it at once: in the transaction that changes what is counted. */
export interface PushTallies {
  /** `by` is 1 or -1. */
  count(time: number, kind: number, state: number, heard: number, by: number): void;
  write(sql: LedgerSql): Promise<void>;
}

export function createPushTallies(): PushTallies {
  const changes = new Map<
    string,
    [hour: number, kind: number, state: number, heard: number, count: number]
  >();
  return {
    count(time, kind, state, heard, by) {
      const hour = Math.floor(time / HOUR);
      const key = `${hour}/${kind}/${state}/${heard}`;
      const known = changes.get(key);
      if (known === undefined) changes.set(key, [hour, kind, state, heard, by]);
      else known[4] += by;
    },
    async write(sql) {
      const rows = [...changes.values()].filter(([, , , , count]) => count !== 0);
      if (rows.length === 0) return;
      await insertRows(
        sql,
        'push_tallies',
        rows,
        'ON CONFLICT (hour, kind, state, heard) DO UPDATE SET count = push_tallies.count + excluded.count',
      );
      changes.clear();
    },
  };
}
