import type { ReportFilter } from './report.ts';
import { SLOTS_PER_HOUR } from './slot.ts';
import { type Condition, kindCondition, rowCondition } from './where.ts';
import { HOUR, type Hours, hourCondition, partsOf } from './whole-hours.ts';

/** Up to this many hours SQLite looks into each kind's tallies for them. */
const FEW_HOURS = 72;

/**
 * What is counted is counted when it is stored: `tallies` holds, per kind and hour of `time`, how many reports there
 * are. This gives the rows `(kind, hour, count, weight, first, last, sample)` that make up a filter's answer: whole
 * hours from the tallies, the ragged ends (and everything, when the filter has text) from the reports themselves.
 */
export function tallySource(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): Condition {
  const parts = tallyParts(filter, like);
  return {
    sql: parts.map((part) => part.sql).join(' UNION ALL '),
    values: parts.flatMap((part) => part.values),
  };
}

/** The same, as one query for the whole hours and one for each ragged end. */
export function tallyParts(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): readonly Condition[] {
  const { whole, ends } = partsOf(filter);
  const rows = ends.map((end) => fromReports(end, like));
  return whole === undefined ? rows : [fromTallies(filter, whole, like), ...rows];
}

/** The condition on a column that holds a kind's id, with `AND` before it; empty where every kind fits. */
export function ofKind(column: string, filter: ReportFilter): Condition {
  const { sql, values } = kindCondition(filter);
  return sql === ''
    ? { sql, values }
    : { sql: ` AND ${column} IN (SELECT k.id FROM kinds k WHERE ${sql})`, values };
}

const COUNTS = 't.hour, t.count, t.weight, t.first, t.last, t.sample';

/**
 * SQLite's tallies are in the order of kinds. For a few hours it looks into each kind, which reads less than all tallies
 * there are; `CROSS JOIN` is what keeps its planner to that order. PostgreSQL reads all of them in the same time.
 */
function fromTallies(filter: ReportFilter, whole: Hours, like: 'LIKE' | 'ILIKE'): Condition {
  const { first, end } = whole;
  const hours = hourCondition('t.hour', whole);
  const few = first !== undefined && (end ?? Date.now() / HOUR) - first <= FEW_HOURS;
  if (like === 'LIKE' && few) {
    const { sql, values } = kindCondition(filter);
    return {
      // Of the two columns that are equal, this one tells SQLite that the rows come in the order of kinds.
      sql: `SELECT k.id AS kind, ${COUNTS} FROM kinds k CROSS JOIN tallies t ON t.kind = k.id WHERE ${sql || '1 = 1'}${hours.sql}`,
      values: [...values, ...hours.values],
    };
  }
  const kind = ofKind('t.kind', filter);
  return {
    sql: `SELECT t.kind, ${COUNTS} FROM tallies t WHERE 1 = 1${kind.sql}${hours.sql}`,
    values: [...kind.values, ...hours.values],
  };
}

/** The same from the reports themselves. */
export function fromReports(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): Condition {
  const kind = ofKind('r.kind', filter);
  const row = rowCondition(filter, like);
  return {
    sql: `SELECT r.kind, r.slot / ${SLOTS_PER_HOUR} AS hour, 1 AS count, r.weight, r.time AS first, r.time AS last, r.id AS sample
      FROM reports r WHERE ${row.sql || '1 = 1'}${kind.sql}`,
    values: [...row.values, ...kind.values],
  };
}
