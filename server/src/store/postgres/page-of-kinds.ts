import { REPORT_COLUMNS, type ReportRow } from '../report-row.ts';
import type { Condition } from '../where.ts';

export interface KindPage {
  /** The condition on `kinds k`, and that on the time of `reports r`; either may be empty. */
  readonly kind: Condition;
  readonly row: Condition;
  /** Only reports with smaller ids, of which none is larger than this. */
  readonly before: number;
  readonly limit: number;
  /** About how many reports there are of these kinds, and of all. */
  readonly matching: number;
  readonly all: number;
}

/** Ids that are looked at first at least, and how many times more if they were too few. */
const SPAN = 1_000;
const GROWTH = 8;

/**
 * The newest reports of some kinds, or of some time. PostgreSQL would read either the index over ids or that over kinds,
 * whichever it thinks shorter, and without statistics it took the wrong one (4 s for a page of 100 in a million). We know
 * about how many there are, so it is told: `+ 0` is no index. Few are looked up by their kind; of many, a range of ids has a
 * page in it. `run` has to be in a transaction, which ends with this.
 */
export async function pageOfKinds(
  { kind, row, before, limit, matching, all }: KindPage,
  run: (query: Condition) => Promise<readonly ReportRow[]>,
): Promise<readonly ReportRow[]> {
  const wanted = `SELECT k.id FROM kinds k WHERE ${kind.sql}`;
  const narrowed = row.sql && `${row.sql} AND `;
  const given = [...kind.values, ...row.values];
  const expected = Math.ceil((limit * all) / Math.max(1, matching));
  // Before anything was counted nothing is known of either.
  if (kind.sql !== '' && matching <= expected && all > 0) {
    // Of a kind that is rarer than most it thinks that it is as frequent as any.
    await run({ sql: 'SET LOCAL enable_seqscan = off', values: [] });
    const where = `r.kind = ANY (ARRAY(${wanted})) AND ${narrowed}r.id + 0 < ? ORDER BY r.id + 0 DESC`;
    return run(rows(where, [...given, before], limit));
  }
  // Without statistics it thought it shorter to collect and sort all that happened in a time than to walk back over ids.
  await run({ sql: 'SET LOCAL enable_sort = off', values: [] });
  // `IS TRUE` has each row's kind looked up in a table of hashes: it was compared with those of an array in turn. Each day
  // makes its own table, so the kinds are read once for all. Conditions are tried as they stand here: time goes first.
  const [once, among] =
    kind.sql === ''
      ? ['', '']
      : [`WITH w AS MATERIALIZED (${wanted}) `, '(r.kind IN (SELECT w.id FROM w)) IS TRUE AND '];
  const found: ReportRow[] = [];
  let span = Math.max(SPAN, 2 * expected);
  for (let end = before; end > 0 && found.length < limit; span *= GROWTH) {
    const start = Math.max(0, end - span);
    const where = `${narrowed}${among}r.id < ? AND r.id >= ? ORDER BY r.id DESC`;
    const page = rows(where, [...given, end, start], limit - found.length);
    found.push(...(await run({ ...page, sql: once + page.sql })));
    end = start;
  }
  return found;
}

function rows(where: string, values: readonly (string | number)[], limit: number): Condition {
  return {
    sql: `SELECT ${REPORT_COLUMNS} FROM (SELECT * FROM reports r WHERE ${where} LIMIT ?) r
      JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent ORDER BY r.id DESC`,
    values: [...values, limit],
  };
}

/** A row `matching, all`, from what was counted beforehand: how it should be done needs no exact figure. */
export function aboutHowMany({ sql, values }: Condition): Condition {
  return {
    sql: `SELECT coalesce(sum(t.count) FILTER (WHERE ${sql}), 0) AS matching, coalesce(sum(t.count), 0) AS all
      FROM totals t JOIN kinds k ON k.id = t.kind`,
    values,
  };
}
