import type postgres from 'postgres';
import { SLOTS_PER_DAY } from '../slot.ts';
import { LOCKS } from './schema.ts';

const DAY = 86_400_000;

export interface Partitions {
  /** Makes the partitions for these slots, where they are missing. */
  ensure(slots: readonly number[]): Promise<void>;
  /** After another server has dropped some: what is there is asked anew. */
  forget(): void;
  /** Drops days that ended before this epoch millisecond. Returns the number of them reports were in them. */
  dropBefore(time: number): Promise<number>;
  /** Drops the oldest day, but never today. Returns the number of them reports were in it; undefined where there is none. */
  dropOldest(today: number): Promise<number | undefined>;
  /** The oldest day, counted from the epoch. */
  oldest(): Promise<number | undefined>;
  /** Bytes of all partitions with their indexes. */
  size(): Promise<number>;
}

/** One table per day of `slot`. */
export function createPartitions(sql: postgres.Sql): Partitions {
  const known = new Set<number>();

  async function days(): Promise<number[]> {
    const rows = await sql.unsafe(
      "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'reports'::regclass",
    );
    return rows.map((row) => Number(String(row.relname).slice('reports_d'.length))).sort((a, b) => a - b);
  }

  async function drop(day: number): Promise<number> {
    known.delete(day);
    return sql.begin(async (transaction) => {
      // Writers take the table first and the lock then: in the other order, one of the two would have to give up.
      await transaction.unsafe('LOCK TABLE reports IN ACCESS EXCLUSIVE MODE');
      // The exclusive lock keeps writers out while tallies and kinds go along with the reports.
      await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.order})`);
      const [there] = await transaction.unsafe(`SELECT to_regclass('reports_d${day}') AS name`);
      // Another server was faster.
      if (there?.name == null) return 0;
      const [row] = await transaction.unsafe(`SELECT count(*) AS count FROM reports_d${day}`);
      await transaction.unsafe(
        `DROP TABLE reports_d${day};
         DELETE FROM tallies WHERE hour >= ${day * 24} AND hour < ${(day + 1) * 24};
         DELETE FROM kinds k WHERE NOT EXISTS (SELECT 1 FROM tallies t WHERE t.kind = k.id)`,
      );
      return Number(row?.count);
    });
  }

  return {
    async ensure(slots) {
      for (const day of new Set(slots.map((slot) => Math.floor(slot / SLOTS_PER_DAY)))) {
        if (known.has(day)) continue;
        await sql.begin(async (transaction) => {
          await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.schema})`);
          await transaction.unsafe(
            `CREATE TABLE IF NOT EXISTS reports_d${day} PARTITION OF reports FOR VALUES FROM (${day * SLOTS_PER_DAY}) TO (${(day + 1) * SLOTS_PER_DAY})`,
          );
        });
        known.add(day);
      }
    },
    forget: () => known.clear(),
    async dropBefore(time) {
      let removed = 0;
      for (const day of await days()) {
        if ((day + 1) * DAY <= time) removed += await drop(day);
      }
      return removed;
    },
    async dropOldest(today) {
      const [oldest] = await days();
      return oldest === undefined || oldest >= Math.floor(today / DAY) ? undefined : drop(oldest);
    },
    oldest: async () => (await days())[0],
    async size() {
      const [row] = await sql.unsafe(
        "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) AS bytes FROM pg_inherits WHERE inhparent = 'reports'::regclass",
      );
      return Number(row?.bytes);
    },
  };
}
