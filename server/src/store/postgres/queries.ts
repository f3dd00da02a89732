import type postgres from 'postgres';
import { type Dialect, endpointsQuery, facetsQuery, groupsQuery } from '../count-queries.ts';
import { type FacetRow, facetsOf } from '../facets-of.ts';
import { histogramOf } from '../histogram-of.ts';
import type { Report, ReportFilter, ReportGroup } from '../report.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from '../report-row.ts';
import type { Store } from '../store.ts';
import { type Condition, reportCondition } from '../where.ts';
import { createHorizon } from './horizon.ts';

const DIALECT: Dialect = {
  like: 'ILIKE',
  groups: 'by hashing',
  jsonArray: (column) => `json_agg(DISTINCT ${column})`,
};

type Queries = Pick<
  Store,
  'list' | 'get' | 'after' | 'lastId' | 'facets' | 'histogram' | 'groups' | 'endpoints'
>;

/** The read side, over a pool of its own, so that a slow query never holds up a write. */
export function createQueries(sql: postgres.Sql): Queries {
  const horizon = createHorizon(sql);

  async function rows<Row>({ sql: text, values }: Condition): Promise<readonly Row[]> {
    return (await sql.unsafe(numbered(text), [...values], { prepare: true })) as unknown as Row[];
  }

  async function reports(
    filter: ReportFilter,
    bounds: string,
    ids: readonly number[],
    order: 'ASC' | 'DESC',
    limit: number,
  ): Promise<readonly Report[]> {
    const where = reportCondition(filter, 'ILIKE');
    const found = await rows<ReportRow>({
      sql: `SELECT ${REPORT_COLUMNS} FROM reports r JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent
        WHERE ${where.sql} AND ${bounds} ORDER BY r.id ${order} LIMIT ?`,
      values: [...where.values, ...ids, limit],
    });
    return found.map(reportOf);
  }

  return {
    list: ({ filter, limit, before = Number.MAX_SAFE_INTEGER }) =>
      reports(filter, 'r.id < ?', [before], 'DESC', limit),
    get: async (id) => (await reports({}, 'r.id = ?', [id], 'ASC', 1))[0],
    after: async (id, limit, filter = {}) =>
      reports(filter, 'r.id > ? AND r.id <= ?', [id, await horizon.get()], 'ASC', limit),
    lastId: () => horizon.get(),
    facets: async (filter) => facetsOf(await rows<FacetRow>(facetsQuery(filter, DIALECT))),
    histogram: (filter, buckets) => histogramOf(filter, buckets, DIALECT, rows<Record<string, unknown>>),
    async groups(query) {
      const found = await rows<ReportGroup>(groupsQuery(query, DIALECT));
      return found.map((row) => ({
        ...row,
        count: Number(row.count),
        sample: Number(row.sample),
        browsers: row.browsers.filter((name) => name !== '').sort(),
      }));
    },
    async endpoints() {
      const found = await rows<{ endpoint: string; count: string; firstSeen: number; lastSeen: number }>(
        endpointsQuery(),
      );
      return found.map((row) => ({ ...row, count: Number(row.count) }));
    },
  };
}

/** `?` as PostgreSQL numbers them. Our SQL has no other question mark: values never stand in the text. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${++count}`);
}
