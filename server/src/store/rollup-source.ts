import { asksRows, type ReportFilter } from './report.ts';
import { fromReports, ofKind, tallyParts } from './tally-source.ts';
import { type Condition, kindCondition } from './where.ts';
import { HOUR, hourCondition, partsOf } from './whole-hours.ts';

/** Whether a filter says nothing of time, text or devices, so that the totals of its kinds answer it. */
function isOfAllTime(filter: ReportFilter): boolean {
  return filter.from === undefined && filter.to === undefined && !asksRows(filter);
}

/**
 * Up to which id `totals` and `hours` count: all of them in SQLite, where they change with the reports; as far as they have
 * been brought in PostgreSQL; `undefined` where they can't be used now.
 */
export type RolledUp = number | 'all' | undefined;

/**
 * The rows `(kind, count, weight, first, last, sample)` that make up a filter's answer; several may be of one kind. Where
 * a filter has no time they come from `totals`, else from what `tallyParts` reads.
 */
export function kindSource(filter: ReportFilter, like: 'LIKE' | 'ILIKE', rolledUp: RolledUp): Condition {
  return union(
    kindParts(filter, like, rolledUp).map(({ sql, values }) => ({
      sql: `SELECT s.kind, s.count, s.weight, s.first, s.last, s.sample FROM (${sql}) s`,
      values,
    })),
  );
}

/**
 * The same with at most one row of a kind from each part. Each part is added up by itself: the largest one comes in the
 * order of kinds, so SQLite has nothing to sort.
 */
export function countedKinds(filter: ReportFilter, like: 'LIKE' | 'ILIKE', rolledUp: RolledUp): Condition {
  return union(
    kindParts(filter, like, rolledUp).map(({ sql, values }) => ({
      sql: `SELECT s.kind, sum(s.count) AS count, sum(s.weight) AS weight, min(s.first) AS first, max(s.last) AS last,
        max(s.sample) AS sample FROM (${sql}) s GROUP BY s.kind`,
      values,
    })),
  );
}

function kindParts(filter: ReportFilter, like: 'LIKE' | 'ILIKE', rolledUp: RolledUp): readonly Condition[] {
  if (rolledUp === undefined || !isOfAllTime(filter)) return tallyParts(filter, like);
  const kind = ofKind('t.kind', filter);
  const totals: Condition = {
    sql: `SELECT t.kind, t.count, t.weight, t.first, t.last, t.sample FROM totals t WHERE 1 = 1${kind.sql}`,
    values: kind.values,
  };
  return rolledUp === 'all' ? [totals] : [totals, sinceRolledUp(filter, rolledUp, like)];
}

function union(parts: readonly Condition[]): Condition {
  return {
    sql: parts.map(({ sql }) => sql).join(' UNION ALL '),
    values: parts.flatMap(({ values }) => values),
  };
}

/**
 * The rows `(hour, type, count)` of a filter, of which several may be equal; whole hours from `hours`, which knows types,
 * endpoints and noise. `undefined` for a filter that it can't answer.
 */
export function hourSource(
  filter: ReportFilter,
  like: 'LIKE' | 'ILIKE',
  rolledUp: RolledUp,
): Condition | undefined {
  const { origin, group, browser } = filter;
  if (rolledUp === undefined || asksRows(filter)) return undefined;
  if (origin !== undefined || group !== undefined || browser !== undefined) return undefined;
  const { whole, ends } = partsOf(filter);
  if (whole === undefined) return undefined;
  const kind = kindCondition(filter);
  const hours = hourCondition('k.hour', whole);
  const rows = ends.map((end) => fromReports(end, like));
  if (rolledUp !== 'all') {
    const { first, end } = whole;
    const times = {
      ...(first !== undefined && { from: first * HOUR }),
      ...(end !== undefined && { to: end * HOUR }),
    };
    const { from: _from, to: _to, ...rest } = filter;
    rows.push(sinceRolledUp({ ...rest, ...times }, rolledUp, like));
  }
  const parts: readonly Condition[] = [
    {
      sql: `SELECT k.hour, k.type, k.count FROM hours k WHERE ${kind.sql || '1 = 1'}${hours.sql}`,
      values: [...kind.values, ...hours.values],
    },
    ...rows.map(({ sql, values }) => ({
      sql: `SELECT s.hour, k.type, s.count FROM (${sql}) s JOIN kinds k ON k.id = s.kind`,
      values,
    })),
  ];
  return union(parts);
}

/** What came after the rollup was last brought up to date. */
function sinceRolledUp(filter: ReportFilter, rolledUp: number, like: 'LIKE' | 'ILIKE'): Condition {
  const { sql, values } = fromReports(filter, like);
  return { sql: `${sql} AND r.id > ?`, values: [...values, rolledUp] };
}
