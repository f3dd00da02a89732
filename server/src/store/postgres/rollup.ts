import type postgres from 'postgres';
import { SLOTS_PER_HOUR } from '../slot.ts';
import type { Horizon } from './horizon.ts';
import { LAST_GIVEN } from './horizon.ts';
import { LOCKS } from './schema.ts';

/**
 * Counts that are kept for queries: totals per kind, and counts per hour. Writers do not touch them (two would wait for each
 * other); they follow the ids of reports, when somebody asks, up to one that `rolled` names. What came after it is counted
 * from the reports. So it does not matter which server, of which version, wrote a report.
 */
export interface Rollup {
  /**
   * Reads from one snapshot. `rolledUp` is up to which id the rollup counts in it; undefined while it is stale or far behind,
   * which is seen to afterwards.
   */
  read<Result>(
    work: (snapshot: postgres.TransactionSql, rolledUp?: number) => Promise<Result>,
  ): Promise<Result>;
}

/** Reports that a query counts without anything being done about it. */
const CLOSE = 5_000;
/** Reports that a query counts by itself. */
const NEAR = 50_000;
/** Behind by more than this, everything is counted anew: from the tallies, which are fewer. */
const FAR = 1_000_000;
/** Reports that one transaction adds: whoever removes some waits for it. */
const STEP = 50_000;

const STATE = `SELECT r.last, r.stale, g.id AS given FROM rolled r, (${LAST_GIVEN}) g`;

const TOTALS = `
INSERT INTO totals
SELECT kind, count(*), sum(weight), min(time), max(time), max(id) FROM reports WHERE id > $1 AND id <= $2 GROUP BY kind
ON CONFLICT (kind) DO UPDATE SET
  count = totals.count + excluded.count, weight = totals.weight + excluded.weight,
  first = least(totals.first, excluded.first), last = greatest(totals.last, excluded.last),
  sample = greatest(totals.sample, excluded.sample)`;

const HOURS = `
INSERT INTO hours
SELECT r.hour, k.type, k.endpoint, k.noise, sum(r.count)
FROM (SELECT kind, slot / ${SLOTS_PER_HOUR} AS hour, count(*) FROM reports WHERE id > $1 AND id <= $2 GROUP BY 1, 2) r
JOIN kinds k ON k.id = r.kind GROUP BY 1, 2, 3, 4
ON CONFLICT (hour, type, endpoint, noise) DO UPDATE SET count = hours.count + excluded.count`;

const ANEW = `
DELETE FROM totals;
INSERT INTO totals
  SELECT kind, sum(count), sum(weight), min(first), max(last), max(sample) FROM tallies GROUP BY kind;
DELETE FROM hours;
INSERT INTO hours
  SELECT t.hour, k.type, k.endpoint, k.noise, sum(t.count) FROM tallies t JOIN kinds k ON k.id = t.kind GROUP BY 1, 2, 3, 4;
`;

export function createRollup(sql: postgres.Sql, horizon: Horizon): Rollup {
  let isFollowing = false;

  /** One at a time here, and among all servers. */
  async function follow(): Promise<void> {
    if (isFollowing) return;
    isFollowing = true;
    try {
      await bringUp();
    } catch {
      // Somebody removed reports meanwhile, or the database is away: the next query will see to it.
    }
    isFollowing = false;
  }

  async function bringUp(): Promise<void> {
    for (;;) {
      const step = await sql.begin(addSome);
      if (step === 'done') return;
      if (step === 'anew') return countAnew();
    }
  }

  async function addSome(transaction: postgres.TransactionSql): Promise<'done' | 'more' | 'anew'> {
    const [lock] = await transaction.unsafe(`SELECT pg_try_advisory_xact_lock(${LOCKS.rollup}) AS mine`);
    if (lock?.mine !== true) return 'done';
    const until = await horizon.get();
    const [row] = await transaction.unsafe('SELECT last, stale FROM rolled FOR UPDATE');
    const last = Number(row?.last);
    if (row?.stale === true || until - last > FAR) return 'anew';
    if (until <= last) return 'done';
    const to = Math.min(until, last + STEP);
    await transaction.unsafe(TOTALS, [last, to]);
    await transaction.unsafe(HOURS, [last, to]);
    await transaction.unsafe('UPDATE rolled SET last = $1', [to]);
    return to < until ? 'more' : 'done';
  }

  /** From one snapshot, taken while no writer is under way: its tallies count every id that was given. */
  async function countAnew(): Promise<void> {
    const connection = await sql.reserve();
    try {
      const [lock] = await connection.unsafe(`SELECT pg_try_advisory_lock(${LOCKS.rollup}) AS mine`);
      if (lock?.mine !== true) return;
      await connection.unsafe("SET lock_timeout = '1s'");
      await connection.unsafe(`SELECT pg_advisory_lock(${LOCKS.order})`);
      await connection.unsafe('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const [given] = await connection.unsafe(LAST_GIVEN);
      await connection.unsafe(`SELECT pg_advisory_unlock(${LOCKS.order})`);
      await connection.unsafe(ANEW);
      await connection.unsafe('UPDATE rolled SET last = $1, stale = false', [Number(given?.id)]);
      await connection.unsafe('COMMIT; ANALYZE totals, hours');
    } finally {
      await connection
        .unsafe('ROLLBACK; SELECT pg_advisory_unlock_all(); RESET lock_timeout')
        .catch(() => {});
      connection.release();
    }
  }

  return {
    async read<Result>(work: (snapshot: postgres.TransactionSql, rolledUp?: number) => Promise<Result>) {
      let behind = 0;
      const result = await sql.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (snapshot) => {
        const [row] = await snapshot.unsafe(STATE, [], { prepare: true });
        behind = row?.stale === true ? Number.POSITIVE_INFINITY : Number(row?.given) - Number(row?.last);
        return { value: await work(snapshot, behind > NEAR ? undefined : Number(row?.last)) };
      });
      if (behind > CLOSE) void follow();
      return result.value;
    },
  };
}
