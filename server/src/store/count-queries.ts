import type { ReportFilter } from './report.ts';
import { countedKinds, hourSource, kindSource, type RolledUp } from './rollup-source.ts';
import { SLOTS_PER_SECOND } from './slot.ts';
import type { GroupsQuery } from './store.ts';
import { tallyParts, tallySource } from './tally-source.ts';
import { type Condition, kindCondition, reportCondition } from './where.ts';

/** What differs between the engines, and nothing else does. */
export interface Dialect {
  readonly like: 'LIKE' | 'ILIKE';
  /** How it finds equal rows: SQLite knows but sorting, which takes long where there are many rows. */
  readonly groups: 'by sorting' | 'by hashing';
  /** How far the rollup can be used for this query. */
  readonly rolledUp: RolledUp;
  /** Aggregates a column's distinct values into a JSON array. */
  readonly jsonArray: (column: string) => string;
}

/** Members of `Facets` that are lists; columns of `kinds` under the same names. */
export const FACETS = ['type', 'origin', 'endpoint', 'browser', 'noise'] as const;

/** Values that a facet lists; more than anyone reads. */
const FACET_VALUES = 200;

export function totalQuery(filter: ReportFilter, { like, rolledUp }: Dialect): Condition {
  const source = kindSource(filter, like, rolledUp);
  return { sql: `SELECT coalesce(sum(s.count), 0) AS total FROM (${source.sql}) s`, values: source.values };
}

/** Rows `facet, value, count`; the facet `total` has the count of all. */
export function facetsQuery(filter: ReportFilter, { like, rolledUp }: Dialect): Condition {
  const {
    type: _type,
    origin: _origin,
    endpoint: _endpoint,
    group: _group,
    browser: _browser,
    ...rest
  } = filter;
  const { noise: _noise, ...rows } = rest;
  const source = countedKinds(rows, like, rolledUp);
  const total = where(filter);
  const facets = FACETS.map((name) => {
    const { [name]: _own, ...others } = filter;
    const condition = where(others);
    return {
      sql: `SELECT * FROM (SELECT '${name}' AS facet, k.${name} AS value, sum(k.count) AS count FROM known k
        ${condition.sql} GROUP BY k.${name} ORDER BY 3 DESC, 2 LIMIT ${FACET_VALUES}) ${name}_counts`,
      values: condition.values,
    };
  });
  // Counted once for all facets: what takes time is reading the tallies.
  return {
    sql: `WITH counted AS MATERIALIZED (SELECT s.kind, s.count FROM (${source.sql}) s),
      known AS MATERIALIZED (SELECT k.type, k.origin, k.endpoint, k.grp, k.browser, k.noise, c.count
        FROM counted c JOIN kinds k ON k.id = c.kind)
      SELECT 'total' AS facet, '' AS value, coalesce(sum(k.count), 0) AS count FROM known k ${total.sql}
      UNION ALL ${facets.map((facet) => facet.sql).join(' UNION ALL ')}`,
    values: [...source.values, ...total.values, ...facets.flatMap((facet) => facet.values)],
  };
}

/** The part of a filter that is about kinds, as a `WHERE` clause over `k`; empty where every kind fits. */
function where(filter: ReportFilter): Condition {
  const { sql, values } = kindCondition(filter);
  return { sql: sql && `WHERE ${sql}`, values };
}

/**
 * `first, last`: the range of time that a filter's reports cover. The slot follows the time, so that for all reports the
 * index over it knows the two.
 */
export function rangeQuery(filter: ReportFilter, { like, rolledUp }: Dialect): Condition {
  const where = reportCondition(filter, like);
  if (where.values.length === 0 && where.sql === '1 = 1') {
    return {
      sql: `SELECT (SELECT min(r.time) FROM reports r WHERE r.slot = (SELECT min(slot) FROM reports)) AS first,
        (SELECT max(r.time) FROM reports r WHERE r.slot = (SELECT max(slot) FROM reports)) AS last`,
      values: [],
    };
  }
  const source = kindSource(filter, like, rolledUp);
  return {
    sql: `SELECT min(s.first) AS first, max(s.last) AS last FROM (${source.sql}) s`,
    values: source.values,
  };
}

/**
 * With buckets of whole hours: `bucket, type, count`, or, where the engine groups by sorting, `type, counts` per kind.
 * `counts` is a text of pairs of bucket and count, all between spaces; a bucket may come several times. So nothing is
 * sorted but what is in order anyway. `from` is the start of a bucket.
 */
export function hourHistogramQuery(
  filter: ReportFilter,
  fromHour: number,
  hours: number,
  { like, groups, rolledUp }: Dialect,
): Condition {
  const bucket = `((s.hour - ${fromHour}) / ${hours})`;
  const rollup = hourSource(filter, like, rolledUp);
  if (rollup !== undefined) {
    return {
      sql: `SELECT ${bucket} AS bucket, s.type, sum(s.count) AS count FROM (${rollup.sql}) s GROUP BY 1, 2`,
      values: rollup.values,
    };
  }
  if (groups === 'by hashing') {
    const source = tallySource(filter, like);
    return {
      sql: `SELECT ${bucket} AS bucket, k.type, sum(s.count) AS count
        FROM (${source.sql}) s JOIN kinds k ON k.id = s.kind GROUP BY 1, 2`,
      values: source.values,
    };
  }
  const parts = tallyParts(filter, like);
  const each = parts.map(
    ({ sql }) => `SELECT k.type, c.counts FROM (
        SELECT s.kind, group_concat(${bucket} || ' ' || s.count, ' ') AS counts FROM (${sql}) s GROUP BY s.kind
      ) c JOIN kinds k ON k.id = c.kind`,
  );
  return { sql: each.join(' UNION ALL '), values: parts.flatMap(({ values }) => values) };
}

/** `bucket, type, count` with buckets of whole seconds. */
export function secondHistogramQuery(
  filter: ReportFilter,
  fromSecond: number,
  seconds: number,
  { like }: Dialect,
): Condition {
  const where = reportCondition(filter, like);
  return {
    sql: `SELECT s.bucket, k.type, sum(s.count) AS count FROM (
        SELECT (r.slot - ${fromSecond * SLOTS_PER_SECOND}) / ${seconds * SLOTS_PER_SECOND} AS bucket, r.kind, count(*) AS count
        FROM reports r WHERE ${where.sql} GROUP BY 1, 2
      ) s JOIN kinds k ON k.id = s.kind GROUP BY 1, 2`,
    values: where.values,
  };
}

/**
 * Rows of `ReportGroup`, `browsers` as JSON. All groups are added up by numbers alone; texts and browsers are looked up for
 * those that are given: carrying them through the sorting took SQLite longer than reading the counts.
 */
export function groupsQuery({ filter, limit, offset, sort }: GroupsQuery, dialect: Dialect): Condition {
  const source = countedKinds(filter, dialect.like, dialect.rolledUp);
  return {
    sql: `WITH known AS MATERIALIZED (
        SELECT k.grp, c.kind, c.count, c.weight, c.first, c.last, c.sample
        FROM (${source.sql}) c JOIN kinds k ON k.id = c.kind
      ), wanted AS MATERIALIZED (
        SELECT k.grp, sum(k.count) AS count, sum(k.weight) AS weight, min(k.first) AS "firstSeen", max(k.last) AS "lastSeen",
          max(k.sample) AS sample
        FROM known k GROUP BY k.grp ORDER BY "${sort}" DESC, k.grp LIMIT ? OFFSET ?
      ), told AS (
        SELECT k.grp, min(k.type) AS type, min(k.title) AS title, max(k.noise) AS noise, ${dialect.jsonArray('k.browser')} AS browsers
        FROM kinds k WHERE k.id IN (SELECT c.kind FROM known c WHERE c.grp IN (SELECT grp FROM wanted)) GROUP BY k.grp
      )
      SELECT w.grp AS "group", t.type, t.title, w.count, w.weight, w."firstSeen", w."lastSeen", t.browsers, t.noise, w.sample
      FROM wanted w JOIN told t ON t.grp = w.grp ORDER BY w."${sort}" DESC, w.grp`,
    values: [...source.values, limit, offset],
  };
}

/** Rows of `EndpointUse`. */
export function endpointsQuery({ like, rolledUp }: Dialect): Condition {
  const source = countedKinds({}, like, rolledUp);
  return {
    sql: `SELECT k.endpoint, sum(c.count) AS count, min(c.first) AS "firstSeen", max(c.last) AS "lastSeen"
      FROM (${source.sql}) c JOIN kinds k ON k.id = c.kind GROUP BY k.endpoint ORDER BY k.endpoint`,
    values: source.values,
  };
}
