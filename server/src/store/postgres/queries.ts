import type postgres from 'postgres';
import { type Dialect, endpointsQuery, facetsQuery, groupsQuery } from '../count-queries.ts';
import { ENTRY } from '../entry-type.ts';
import { type FacetRow, facetsOf } from '../facets-of.ts';
import { histogramOf } from '../histogram-of.ts';
import { asksRows, type Report, type ReportFilter, type ReportGroup } from '../report.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from '../report-row.ts';
import type { EndpointUse, Facets, Histogram, Store } from '../store.ts';
import { type Condition, kindCondition, reportCondition, rowCondition } from '../where.ts';
import { createHorizon, LAST_GIVEN } from './horizon.ts';
import { numbered } from './numbered.ts';
import { aboutHowMany, pageOfKinds } from './page-of-kinds.ts';
import { createRollup } from './rollup.ts';

const DIALECT = {
  like: 'ILIKE',
  groups: 'by hashing',
  jsonArray: (column: string) => `json_agg(DISTINCT ${column})`,
} as const;

/** PostgreSQL gives sums as text. */
interface EndpointRow extends Omit<EndpointUse, 'count'> {
  readonly count: string;
}

/** Whether `pageOfKinds` finds it sooner. Free text, and an installation without a kind, are left to the planner. */
function isWalked(filter: ReportFilter): boolean {
  if ((filter.text ?? '') !== '') return false;
  return kindCondition(filter).sql !== '' || (isTimed(filter) && !asksRows(filter));
}

function isTimed({ from, to }: ReportFilter): boolean {
  return from !== undefined || to !== undefined;
}

/** Kinds that can have what is asked for: an installation is named by entries alone, which may be rare. */
function kindsOf(filter: ReportFilter): Condition {
  const { sql, values } = kindCondition(filter);
  return filter.install === undefined ? { sql, values } : { sql: `${sql} AND k.type = '${ENTRY}'`, values };
}

/** Where a query goes: any connection, or a transaction's. */
type Asked = Pick<postgres.Sql, 'unsafe'>;

type Queries = Pick<
  Store,
  'list' | 'get' | 'after' | 'lastId' | 'facets' | 'histogram' | 'groups' | 'endpoints'
>;

/** The read side, over a pool of its own, so that a slow query never holds up a write. */
export function createQueries(sql: postgres.Sql): Queries {
  const horizon = createHorizon(sql);

  const rollup = createRollup(sql, horizon);

  async function rows<Row>({ sql: text, values }: Condition, from: Asked = sql): Promise<readonly Row[]> {
    return (await from.unsafe(numbered(text), [...values], { prepare: true })) as unknown as Row[];
  }

  /** Counts, all from one snapshot. */
  function counted<Row, Result>(
    work: (dialect: Dialect, run: (query: Condition) => Promise<readonly Row[]>) => Promise<Result>,
  ): Promise<Result> {
    return rollup.read((snapshot, rolledUp) =>
      work({ ...DIALECT, rolledUp }, (query) => rows<Row>(query, snapshot)),
    );
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

  /** All from one snapshot, so that no report has an id beyond the last one that was given. */
  function ofKinds(filter: ReportFilter, limit: number, before: number): Promise<readonly Report[]> {
    return rollup.read(async (snapshot) => {
      const kind = kindsOf(filter);
      const [last] = await rows<{ id: string }>({ sql: LAST_GIVEN, values: [] }, snapshot);
      const [about] =
        kind.sql === ''
          ? [{ matching: last?.id, all: last?.id }]
          : await rows<{ matching: string; all: string }>(aboutHowMany(kind), snapshot);
      const page = {
        kind,
        row: rowCondition(filter, 'ILIKE'),
        before: Math.min(before, Number(last?.id) + 1),
        limit,
        matching: Number(about?.matching),
        all: Number(about?.all),
      };
      return (await pageOfKinds(page, (query) => rows<ReportRow>(query, snapshot))).map(reportOf);
    });
  }

  return {
    list: ({ filter, limit, before = Number.MAX_SAFE_INTEGER }) =>
      isWalked(filter)
        ? ofKinds(filter, limit, before)
        : reports(filter, 'r.id < ?', [before], 'DESC', limit),
    get: async (id) => (await reports({}, 'r.id = ?', [id], 'ASC', 1))[0],
    after: async (id, limit, filter = {}) =>
      reports(filter, 'r.id > ? AND r.id <= ?', [id, await horizon.get()], 'ASC', limit),
    lastId: () => horizon.get(),
    facets: (filter) =>
      counted<FacetRow, Facets>(async (dialect, run) => facetsOf(await run(facetsQuery(filter, dialect)))),
    histogram: (filter, buckets) =>
      counted<Record<string, unknown>, Histogram>((dialect, run) =>
        histogramOf(filter, buckets, dialect, run),
      ),
    groups: (query) =>
      counted<ReportGroup, readonly ReportGroup[]>(async (dialect, run) =>
        (await run(groupsQuery(query, dialect))).map((row) => ({
          ...row,
          count: Number(row.count),
          sample: Number(row.sample),
          browsers: row.browsers.filter((name) => name !== '').sort(),
        })),
      ),
    endpoints: () =>
      counted<EndpointRow, readonly EndpointUse[]>(async (dialect, run) =>
        (await run(endpointsQuery(dialect))).map((row) => ({ ...row, count: Number(row.count) })),
      ),
  };
}
