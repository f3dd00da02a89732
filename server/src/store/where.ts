import { ENTRY } from './entry-type.ts';
import type { ReportFilter } from './report.ts';
import { slotOf } from './slot.ts';

/** SQL with `?` for each value. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Members of a filter that are columns of `kinds`. `group` is a reserved word in SQL. */
const KIND_COLUMNS = {
  type: 'type',
  origin: 'origin',
  endpoint: 'endpoint',
  group: 'grp',
  browser: 'browser',
} as const;

/** The part of a filter that is about `kinds k`. */
export function kindCondition(filter: ReportFilter): Condition {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  for (const [member, column] of Object.entries(KIND_COLUMNS)) {
    const wanted = filter[member as keyof typeof KIND_COLUMNS];
    if (wanted === undefined) continue;
    parts.push(wanted.length === 0 ? '1 = 0' : `k.${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  }
  if (filter.noise === 'hide') parts.push("k.noise = ''");
  if (filter.noise === 'only') parts.push("k.noise <> ''");
  return { sql: parts.join(' AND '), values: values.map(storable) };
}

/** Members of a filter that are columns of `agents`. */
const AGENT_COLUMNS = ['os', 'app', 'scope'] as const;

/**
 * The part of a filter that is about `reports r`. The condition on `slot` repeats the one on `time`, for
 * the index.
 */
export function rowCondition(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): Condition {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  if (filter.from !== undefined) {
    parts.push('r.time >= ? AND r.slot >= ?');
    values.push(filter.from, slotOf(filter.from));
  }
  if (filter.to !== undefined) {
    parts.push('r.time < ? AND r.slot <= ?');
    values.push(filter.to, slotOf(filter.to));
  }
  for (const column of AGENT_COLUMNS) {
    const wanted = filter[column];
    if (wanted === undefined) continue;
    const marks = wanted.map(() => '?').join(', ');
    parts.push(
      wanted.length === 0
        ? '1 = 0'
        : `r.agent IN (SELECT a.id FROM agents a WHERE a.${column} IN (${marks}))`,
    );
    values.push(...wanted);
  }
  if (filter.install !== undefined) {
    // No column: there is one for each device, and it is asked for when one is to be forgotten.
    const found = filter.install.map(() => `r.body ${like} ? ESCAPE '!'`);
    parts.push(
      `r.kind IN (SELECT k.id FROM kinds k WHERE k.type = '${ENTRY}')`,
      `(${found.join(' OR ') || '1 = 0'})`,
    );
    values.push(...filter.install.map((install) => pattern(`"install":${JSON.stringify(install)}`)));
  }
  if (filter.text !== undefined && filter.text !== '') {
    // Bodies are stored as JSON, so a quote or a line break in the text has to be looked for in its escaped form.
    const escaped = JSON.stringify(filter.text).slice(1, -1);
    parts.push(`(r.url ${like} ? ESCAPE '!' OR r.body ${like} ? ESCAPE '!')`);
    values.push(pattern(filter.text), pattern(escaped));
  }
  return { sql: parts.join(' AND '), values: values.map(storable) };
}

/** Both conditions as one, over `reports r`. */
export function reportCondition(filter: ReportFilter, like: 'LIKE' | 'ILIKE'): Condition {
  const kind = kindCondition(filter);
  const row = rowCondition(filter, like);
  const kindSql = kind.sql === '' ? '' : `r.kind IN (SELECT k.id FROM kinds k WHERE ${kind.sql})`;
  return {
    sql: [kindSql, row.sql].filter((part) => part !== '').join(' AND ') || '1 = 1',
    values: [...kind.values, ...row.values],
  };
}

/** As texts are stored: NUL, which PostgreSQL refuses in a question too, is U+FFFD there. */
function storable<Value extends string | number>(value: Value): Value | string {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

function pattern(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}
