import type { LedgerSql } from './ledger-sql.ts';
import {
  all,
  kindsAsked,
  type PushCondition,
  type PushFilter,
  stateAsked,
  timeAsked,
} from './push-filter.ts';

const HOUR = 3_600_000;

/**
 * What of a filter the counts know, over `push_tallies t`: with the whole of the first and the last hour. The kinds are found
 * first and all at once, since a sender may make as many as pushes.
 */
export function countedAsked(filter: PushFilter, engine: LedgerSql['kind']): PushCondition {
  const { from, to } = filter;
  const hours: PushFilter = {
    ...(from !== undefined && { from: Math.floor(from / HOUR) }),
    ...(to !== undefined && { to: Math.floor(to / HOUR) + 1 }),
  };
  const { sql, values } = kindsAsked(filter, engine);
  return all([
    { sql: 't.state >= 0', values: [] },
    timeAsked(hours, 't.hour'),
    stateAsked(filter, 't'),
    sql === '' ? { sql, values } : { sql: `t.kind IN (SELECT k.id FROM push_kinds k WHERE ${sql})`, values },
  ]);
}

/** Returns how many pushes there are in each hour, by the counts. */
export async function pushesByHour(sql: LedgerSql, filter: PushFilter): Promise<ReadonlyMap<number, number>> {
  const asked = countedAsked(filter, sql.kind);
  const rows = await sql.all(
    `SELECT t.hour, sum(t.count) AS count FROM push_tallies t WHERE ${asked.sql} GROUP BY t.hour`,
    asked.values,
  );
  return new Map(rows.map(({ hour, count }) => [Number(hour), Number(count)]));
}
