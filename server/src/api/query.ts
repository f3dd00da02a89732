import * as v from 'valibot';
import type { ReportFilter } from '../store/report.ts';
import type { GroupsQuery } from '../store/store.ts';
import { PUSH_SCHEMAS, type PushQueries } from './push-query.ts';
import { count, list, milliseconds, one } from './query-parts.ts';

/** What the API's queries come to. */
export interface Queries extends PushQueries {
  readonly filter: ReportFilter;
  readonly reports: ReportFilter & { readonly limit: number; readonly cursor?: number };
  readonly groups: ReportFilter & {
    readonly limit: number;
    readonly cursor?: number;
    readonly sort: GroupsQuery['sort'];
  };
  readonly histogram: ReportFilter & { readonly buckets: number };
  readonly stream: ReportFilter & { readonly after?: number };
}

/** Query parameters are untrusted: unknown ones are refused, so that a mistyped filter never deletes everything. */
const filter = {
  type: v.exactOptional(list),
  origin: v.exactOptional(list),
  endpoint: v.exactOptional(list),
  group: v.exactOptional(list),
  browser: v.exactOptional(list),
  os: v.exactOptional(list),
  app: v.exactOptional(list),
  scope: v.exactOptional(list),
  install: v.exactOptional(list),
  noise: v.exactOptional(v.pipe(one, v.picklist(['hide', 'only']))),
  from: v.exactOptional(milliseconds),
  to: v.exactOptional(milliseconds),
  text: v.exactOptional(v.pipe(one, v.string(), v.maxLength(1_000))),
};

const cursor = v.exactOptional(
  v.pipe(
    one,
    v.regex(/^\d{1,15}$/, 'must be a cursor that the API gave'),
    v.transform(Number),
    v.number(),
    v.integer(),
  ),
);

const UNKNOWN = 'is none that is known here';

/** By what is asked for. The document of the API is made of them too. */
export const SCHEMAS: {
  readonly [Name in keyof Queries]: v.GenericSchema<unknown, Queries[Name]> & {
    readonly entries: Readonly<Record<string, v.GenericSchema>>;
  };
} = {
  filter: v.strictObject(filter, UNKNOWN),
  reports: v.strictObject({ ...filter, limit: count(1_000, 100), cursor }, UNKNOWN),
  groups: v.strictObject(
    {
      ...filter,
      limit: count(1_000, 100),
      cursor,
      sort: v.exactOptional(v.pipe(one, v.picklist(['lastSeen', 'firstSeen', 'count', 'weight'])), [
        'lastSeen',
      ]),
    },
    UNKNOWN,
  ),
  histogram: v.strictObject({ ...filter, buckets: count(1_000, 60) }, UNKNOWN),
  stream: v.strictObject({ ...filter, after: cursor }, UNKNOWN),
  ...PUSH_SCHEMAS,
};

export type QueryName = keyof Queries;

/** Parses query parameters, or says what is wrong with them. */
export function parseQuery<Name extends QueryName>(
  name: Name,
  search: URLSearchParams,
): { readonly query: Queries[Name] } | { readonly problem: string } {
  const given: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const key of new Set(search.keys())) given[key] = search.getAll(key);
  const schema: v.GenericSchema<unknown, Queries[Name]> = SCHEMAS[name];
  const result = v.safeParse(schema, { ...given });
  if (result.success) return { query: result.output };
  const [issue] = result.issues;
  return { problem: `Query parameter ${v.getDotPath(issue) ?? ''}: ${issue.message}`.slice(0, 300) };
}

/** Only the filter of a query that has more. What is empty asks for nothing. */
export function filterOf(query: ReportFilter): ReportFilter {
  const members = Object.keys(filter) as (keyof ReportFilter)[];
  const asked = members.filter((member) => query[member] !== undefined && query[member] !== '');
  return Object.fromEntries(asked.map((member) => [member, query[member]]));
}
