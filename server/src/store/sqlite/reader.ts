import { type Dialect, endpointsQuery, facetsQuery, groupsQuery, totalQuery } from '../count-queries.ts';
import { type FacetRow, facetsOf } from '../facets-of.ts';
import { histogramOf } from '../histogram-of.ts';
import type { Report, ReportFilter, ReportGroup } from '../report.ts';
import { REPORT_COLUMNS, type ReportRow, reportOf } from '../report-row.ts';
import type { EndpointUse, Facets, GroupsQuery, Histogram, ListQuery } from '../store.ts';
import { type Condition, kindCondition, rowCondition } from '../where.ts';
import type { Database, SqlValue } from './driver.ts';

const DIALECT: Dialect = {
  like: 'LIKE',
  groups: 'by sorting',
  rolledUp: 'all',
  jsonArray: (column) => `json_group_array(DISTINCT ${column})`,
};

/** Up to this many reports of the wanted kinds, they are looked up and sorted; beyond it, the log is read backwards. */
const FEW = 20_000;

/** The queries, over a connection that only reads. Runs in a thread of its own, beside the writer. */
export interface Reader {
  list(query: ListQuery): Report[];
  get(id: number): Report | undefined;
  after(id: number, limit: number, filter: ReportFilter): Report[];
  lastId(): number;
  facets(filter: ReportFilter): Facets;
  histogram(filter: ReportFilter, buckets: number): Promise<Histogram>;
  groups(query: GroupsQuery): ReportGroup[];
  endpoints(): EndpointUse[];
  /** Reads one page. */
  ping(): void;
  /** Gives back memory that only makes things faster. */
  shrink(): void;
  close(): void;
}

export function createReader(database: Database): Reader {
  const rows = <Row>({ sql, values }: Condition) => database.prepare(sql).all(...values) as unknown as Row[];

  function reports(
    filter: ReportFilter,
    bound: string,
    id: number,
    order: 'ASC' | 'DESC',
    limit: number,
  ): Report[] {
    const kind = kindCondition(filter);
    const row = rowCondition(filter, 'LIKE');
    // SQLite has no idea how frequent a kind is; the tallies have. `+` keeps it from using the index.
    const few = kind.sql !== '' && count({ ...filter, text: '' }) <= FEW;
    const kinds = kind.sql && `${few ? '' : '+'}r.kind IN (SELECT k.id FROM kinds k WHERE ${kind.sql})`;
    const conditions = [kinds, row.sql, `r.id ${bound} ?`].filter((part) => part !== '');
    const values: SqlValue[] = [...kind.values, ...row.values, id, limit];
    return rows<ReportRow>({
      sql: `SELECT ${REPORT_COLUMNS} FROM
          (SELECT * FROM reports r WHERE ${conditions.join(' AND ')} ORDER BY r.id ${order} LIMIT ?) r
        JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent ORDER BY r.id ${order}`,
      values: values as (string | number)[],
    }).map(reportOf);
  }

  function count(filter: ReportFilter): number {
    return rows<{ total: number }>(totalQuery(filter, DIALECT))[0]?.total ?? 0;
  }

  return {
    list: ({ filter, limit, before = Number.MAX_SAFE_INTEGER }) =>
      reports(filter, '<', before, 'DESC', limit),
    get: (id) => reports({}, '=', id, 'ASC', 1)[0],
    after: (id, limit, filter) => reports(filter, '>', id, 'ASC', limit),
    lastId: () =>
      rows<{ id: number | null }>({ sql: 'SELECT max(id) AS id FROM reports', values: [] })[0]?.id ?? 0,
    facets: (filter) => facetsOf(rows<FacetRow>(facetsQuery(filter, DIALECT))),
    histogram: (filter, buckets) =>
      histogramOf(filter, buckets, DIALECT, async ({ sql, values }) =>
        database.prepare(sql).iterate(...values),
      ),
    groups: (query) =>
      rows<Omit<ReportGroup, 'browsers'> & { browsers: string }>(groupsQuery(query, DIALECT)).map((row) => ({
        ...row,
        browsers: (JSON.parse(row.browsers) as string[]).filter((name) => name !== '').sort(),
      })),
    endpoints: () => rows<EndpointUse>(endpointsQuery(DIALECT)),
    ping: () => void database.prepare('SELECT last FROM removed').get(),
    shrink: () => database.exec('PRAGMA shrink_memory'),
    close: () => database.close(),
  };
}
