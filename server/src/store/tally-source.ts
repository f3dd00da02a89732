import type { ReportFilter } from './report.ts';
import { SLOTS_PER_HOUR } from './slot.ts';
import { type Condition, kindCondition, rowCondition } from './where.ts';

export const HOUR = 3_600_000;
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
  const { from, to, text } = filter;
  const first = from === undefined ? undefined : Math.ceil(from / HOUR);
  const end = to === undefined ? undefined : Math.floor(to / HOUR);
  if ((text !== undefined && text !== '') || (first !== undefined && end !== undefined && first >= end)) {
    return [fromReports(filter, like)];
  }
  const parts = [fromTallies(filter, first, end, like)];
  if (from !== undefined && first !== undefined && from < first * HOUR) {
    parts.push(fromReports({ ...filter, to: first * HOUR }, like));
  }
  if (to !== undefined && end !== undefined && end * HOUR < to) {
    parts.push(fromReports({ ...filter, from: end * HOUR }, like));
  }
  return parts;
}

/** The condition on a column that holds a kind's id, with `AND` before it; empty where every kind fits. */
function ofKind(column: string, filter: ReportFilter): Condition {
  const { sql, values } = kindCondition(filter);
  return sql === ''
    ? { sql, values }
    : { sql: ` AND ${column} IN (SELECT k.id FROM kinds k WHERE ${sql})`, values };
}

const COLUMNS = 't.kind, t.hour, t.count, t.weight, t.first, t.last, t.sample';

/**
 * SQLite's tallies are in the order of kinds. For a few hours it looks into each kind, which reads less than all tallies
 * there are; `CROSS JOIN` is what keeps its planner to that order. PostgreSQL reads all of them in the same time.
 */
function fromTallies(
  filter: ReportFilter,
  first: number | undefined,
  end: number | undefined,
  like: 'LIKE' | 'ILIKE',
): Condition {
  const hours: readonly Condition[] = [
    ...(first === undefined ? [] : [{ sql: ' AND t.hour >= ?', values: [first] }]),
    ...(end === undefined ? [] : [{ sql: ' AND t.hour < ?', values: [end] }]),
  ];
  const hourSql = hours.map((hour) => hour.sql).join('');
  const few = first !== undefined && (end ?? Date.now() / HOUR) - first <= FEW_HOURS;
  if (like === 'LIKE' && few) {
    const { sql, values } = kindCondition(filter);
    return {
      sql: `SELECT ${COLUMNS} FROM kinds k CROSS JOIN tallies t ON t.kind = k.id WHERE ${sql || '1 = 1'}${hourSql}`,
      values: [...values, ...hours.flatMap((hour) => hour.values)],
    };
  }
  const kind = ofKind('t.kind', filter);
  return {
    sql: `SELECT ${COLUMNS} FROM tallies t WHERE 1 = 1${kind.sql}${hourSql}`,
    values: [...kind.values, ...hours.flatMap((hour) => hour.values)],
  };
}

function fromReports(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): Condition {
  const kind = ofKind('r.kind', filter);
  const row = rowCondition(filter, like);
  return {
    sql: `SELECT r.kind, r.slot / ${SLOTS_PER_HOUR} AS hour, 1 AS count, r.weight, r.time AS first, r.time AS last, r.id AS sample
      FROM reports r WHERE ${row.sql}${kind.sql}`,
    values: [...row.values, ...kind.values],
  };
}
