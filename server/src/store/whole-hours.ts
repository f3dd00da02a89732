import { asksRows, type ReportFilter } from './report.ts';
import type { Condition } from './where.ts';

export const HOUR = 3_600_000;

/** Hours of `time`, from inclusive, to exclusive. */
export interface Hours {
  readonly first: number | undefined;
  readonly end: number | undefined;
}

/** The whole hours of a filter's time, if any, and what is left of it at its ends (or all of it). */
export function partsOf(filter: ReportFilter): {
  readonly whole?: Hours;
  readonly ends: readonly ReportFilter[];
} {
  const { from, to } = filter;
  const first = from === undefined ? undefined : Math.ceil(from / HOUR);
  const end = to === undefined ? undefined : Math.floor(to / HOUR);
  if (asksRows(filter) || (first !== undefined && end !== undefined && first >= end)) {
    return { ends: [filter] };
  }
  const ends: ReportFilter[] = [];
  if (from !== undefined && first !== undefined && from < first * HOUR) {
    ends.push({ ...filter, to: first * HOUR });
  }
  if (to !== undefined && end !== undefined && end * HOUR < to) ends.push({ ...filter, from: end * HOUR });
  return { whole: { first, end }, ends };
}

/** With `AND` before it; empty for all hours. */
export function hourCondition(column: string, { first, end }: Hours): Condition {
  const bounds: readonly Condition[] = [
    ...(first === undefined ? [] : [{ sql: ` AND ${column} >= ?`, values: [first] }]),
    ...(end === undefined ? [] : [{ sql: ` AND ${column} < ?`, values: [end] }]),
  ];
  return { sql: bounds.map(({ sql }) => sql).join(''), values: bounds.flatMap(({ values }) => values) };
}
