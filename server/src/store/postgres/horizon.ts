import type postgres from 'postgres';
import { LOCKS } from './schema.ts';

/**
 * Ids are given before a transaction commits, so a larger one can become visible first, and a reader that has gone past
 * it would miss the smaller one for ever. The horizon is an id up to which nothing will appear any more.
 */
export interface Horizon {
  get(): Promise<number>;
}

/** The last id that was given, 0 at first. */
export const LAST_GIVEN = 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS id FROM report_ids';

export function createHorizon(sql: postgres.Sql): Horizon {
  let horizon = 0;
  let asking: Promise<number> | undefined;

  async function ask(): Promise<number> {
    const [given] = await sql.unsafe(LAST_GIVEN);
    if (Number(given?.id) <= horizon) return horizon;
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe("SET LOCAL lock_timeout = '1s'");
        // Granted once every writer that has ids is done; writers wait for as long as this takes, under a millisecond.
        await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.order})`);
        const [row] = await transaction.unsafe(LAST_GIVEN);
        horizon = Math.max(horizon, Number(row?.id));
      });
    } catch (error) {
      // A commit that waits for a standby holds us up; what was settled before is still right.
      if ((error as { code?: string }).code !== '55P03') throw error;
    }
    return horizon;
  }

  return {
    get() {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}
