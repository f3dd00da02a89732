import type postgres from 'postgres';
import type { ReportFilter } from '../report.ts';
import { SLOTS_PER_HOUR } from '../slot.ts';
import { reportCondition } from '../where.ts';
import { LOCKS } from './schema.ts';

/** Reports that one transaction removes: writers wait for it. */
const STEP = 5_000;

/** Removes what matches, and counts anew the tallies that lost something. Returns the number of them. */
export async function removeReports(sql: postgres.Sql, filter: ReportFilter): Promise<number> {
  const where = reportCondition(filter, 'ILIKE');
  let parameter = 0;
  const condition = where.sql.replace(/\?/g, () => `$${++parameter}`);
  let removed = 0;
  for (;;) {
    const step = await sql.begin(async (transaction) => {
      await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.order})`);
      const gone = await transaction.unsafe(
        `WITH gone AS (
           DELETE FROM reports WHERE (slot, hash) IN (SELECT r.slot, r.hash FROM reports r WHERE ${condition} LIMIT ${STEP})
           RETURNING kind, slot / ${SLOTS_PER_HOUR} AS hour
         ) SELECT kind, hour, count(*) AS count FROM gone GROUP BY kind, hour`,
        [...where.values],
      );
      const kinds = `{${gone.map((row) => row.kind).join()}}`;
      const hours = `{${gone.map((row) => row.hour).join()}}`;
      const touched = 'SELECT * FROM unnest($1::bigint[], $2::bigint[]) AS t (kind, hour)';
      await transaction.unsafe(`DELETE FROM tallies WHERE (kind, hour) IN (${touched})`, [kinds, hours]);
      await transaction.unsafe(
        `INSERT INTO tallies
         SELECT t.kind, t.hour, 0, count(*), sum(r.weight), min(r.time), max(r.time), max(r.id)
         FROM (${touched}) t JOIN reports r ON r.kind = t.kind AND r.slot >= t.hour * ${SLOTS_PER_HOUR} AND r.slot < (t.hour + 1) * ${SLOTS_PER_HOUR}
         GROUP BY t.kind, t.hour`,
        [kinds, hours],
      );
      return gone.reduce((sum, row) => sum + Number(row.count), 0);
    });
    removed += step;
    if (step < STEP) return removed;
  }
}
