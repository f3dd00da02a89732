import type { ShapeOf } from '../../shapes.ts';
import { findingSql, WITH_FINDINGS } from './findings/finding-key.ts';
import { firstOf } from './first-of.ts';
import type { LedgerRow, LedgerSql } from './ledger-sql.ts';
import {
  all,
  deviceAsked,
  kindsAsked,
  type PushCondition,
  type PushFilter,
  stateAsked,
  timeAsked,
} from './push-filter.ts';
import { OUTSIDE, STATES } from './states.ts';

export type Funnel = Omit<ShapeOf<'Funnel'>, 'behind'>;
type FunnelRow = ShapeOf<'FunnelRow'>;

/** What the counts can be split by: `label:NAME` takes the sender's labels of that name. */
export type SplitBy =
  | 'campaign'
  | 'service'
  | 'browser'
  | 'app'
  | 'status'
  | 'gone'
  | 'hour'
  | 'day'
  | `label:${string}`;

const HOUR = 3_600_000;
/** Values that are told one by one, those with the most pushes; the others are counted together. */
const MOST_ROWS = 1_000;
const COLUMNS = ['campaign', 'service', 'browser', 'app', 'status', 'gone'];

/**
 * How many pushes are in which state. Whole hours come from the counts, and what is left at both ends of a time from the pushes
 * themselves, as does everything about single devices.
 */
export async function pushFunnel(
  sql: LedgerSql,
  filter: PushFilter,
  by: SplitBy | undefined,
): Promise<Funnel> {
  return funnelOf(await countPushes(sql, filter, by), by);
}

/** From the counts to their kinds: `CROSS` keeps SQLite to that order. */
const FIRST_TALLIES: PushCondition = {
  sql: 'push_tallies t CROSS JOIN push_kinds k WHERE k.id = t.kind',
  values: [],
};

/** The counts by `value` (of `findings` see `readFinding`), `state` and `heard`; each may stand in several rows. */
export async function countPushes(
  sql: LedgerSql,
  filter: PushFilter,
  by: SplitBy | 'findings' | undefined,
): Promise<readonly LedgerRow[]> {
  const found: LedgerRow[] = [];
  // Not as arguments of a call: there may be more rows than it takes.
  for (const { text, values } of queriesFor(filter, by, sql.kind))
    for (const row of await sql.all(text, values)) found.push(row);
  return found;
}

interface Query {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

function queriesFor(
  filter: PushFilter,
  by: SplitBy | 'findings' | undefined,
  engine: 'sqlite' | 'postgres',
): readonly Query[] {
  const asked = kindsAsked(filter, engine);
  const kinds = by === 'findings' ? all([asked, WITH_FINDINGS]) : asked;
  if (filter.device !== undefined) return ofRows(filter, kinds, by, engine);
  const { from, to } = filter;
  const first = from === undefined ? undefined : Math.ceil(from / HOUR);
  const end = to === undefined ? undefined : Math.floor(to / HOUR);
  if (first !== undefined && end !== undefined && first >= end) return ofRows(filter, kinds, by, engine);
  const queries: Query[] = [ofTallies(filter, { first, end }, kinds, by)];
  if (from !== undefined && first !== undefined && from < first * HOUR)
    queries.push(...ofRows({ ...filter, to: first * HOUR }, kinds, by, engine));
  if (to !== undefined && end !== undefined && end * HOUR < to)
    queries.push(...ofRows({ ...filter, from: end * HOUR }, kinds, by, engine));
  return queries;
}

function ofTallies(
  filter: PushFilter,
  { first: start, end }: { readonly first: number | undefined; readonly end: number | undefined },
  kinds: PushCondition,
  by: SplitBy | 'findings' | undefined,
): Query {
  const hours = timeAsked(
    { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) },
    't.hour',
  );
  if (by === 'findings') {
    const where = all([FIRST_TALLIES, hours, kinds, stateAsked(filter, 't')]);
    return {
      text: `SELECT ${findingSql('t.hour')} AS value, t.state, t.heard, sum(t.count) AS count FROM ${where.sql} GROUP BY 1, 2, 3`,
      values: where.values,
    };
  }
  // By numbers alone first, each kind once: a sender may make as many kinds as pushes.
  const isOfKinds = by !== undefined && by !== 'hour' && by !== 'day';
  const first = isOfKinds ? 't.kind' : by === undefined ? "''" : 't.hour';
  const among: PushCondition =
    kinds.sql === ''
      ? kinds
      : { sql: `t.kind IN (SELECT k.id FROM push_kinds k WHERE ${kinds.sql})`, values: kinds.values };
  const where = all([hours, among, stateAsked(filter, 't')]);
  const counted = `SELECT ${first} AS value, t.state, t.heard, sum(t.count) AS count FROM push_tallies t${andWhere(where)} GROUP BY 1, 2, 3`;
  if (!isOfKinds) return { text: counted, values: where.values };
  // Labels are read afterwards, and summed up then.
  const text = by.startsWith('label:')
    ? `SELECT k.labels AS value, c.state, c.heard, c.count FROM (${counted}) c CROSS JOIN push_kinds k WHERE k.id = c.value`
    : `SELECT ${valueSql(by, '')} AS value, c.state, c.heard, sum(c.count) AS count FROM (${counted}) c
       CROSS JOIN push_kinds k WHERE k.id = c.value GROUP BY 1, 2, 3`;
  return { text, values: where.values };
}

/** Of the pushes, and of what is outside: lifetimes that match none. */
function ofRows(
  filter: PushFilter,
  kinds: PushCondition,
  by: SplitBy | 'findings' | undefined,
  engine: LedgerSql['kind'],
): readonly Query[] {
  const sends = all([
    timeAsked(filter, 's.time'),
    deviceAsked(filter, 's.unit'),
    kinds,
    stateAsked(filter, 's'),
  ]);
  const queries: Query[] = [
    {
      text: `SELECT ${valueSql(by, hourOf('s.time', engine))} AS value, s.state, s.heard, count(*) AS count
        FROM push_sends s JOIN push_kinds k ON k.id = s.kind${andWhere(sends)} GROUP BY 1, 2, 3`,
      values: sends.values,
    },
  ];
  if (filter.state !== undefined || filter.reporting === 'no') return queries;
  const lives = all([timeAsked(filter, 'l.time'), deviceAsked(filter, 'l.device'), kinds]);
  queries.push({
    text: `SELECT ${valueSql(by, hourOf('l.time', engine))} AS value, ${OUTSIDE} AS state, 1 AS heard, count(*) AS count
      FROM push_lives l JOIN push_kinds k ON k.id = l.outside${andWhere(lives)} GROUP BY 1`,
    values: lives.values,
  });
  return queries;
}

function andWhere({ sql }: PushCondition): string {
  return sql === '' ? '' : ` WHERE ${sql}`;
}

/** SQLite cuts off, which for times is rounding down; PostgreSQL would round to the nearest. */
function hourOf(column: string, engine: LedgerSql['kind']): string {
  const hours = `${column} / ${HOUR}`;
  return `CAST(${engine === 'sqlite' ? hours : `floor(${hours})`} AS BIGINT)`;
}

function valueSql(by: SplitBy | 'findings' | undefined, hour: string): string {
  if (by === 'findings') return findingSql(hour);
  if (by === undefined) return "''";
  if (by.startsWith('label:')) return 'k.labels';
  if (COLUMNS.includes(by)) return `k.${by}`;
  return hour;
}

function funnelOf(found: readonly LedgerRow[], by: SplitBy | undefined): Funnel {
  const rows = new Map<string, Counts>();
  const sum = emptyCounts();
  for (const row of found) {
    const value = readValue(String(row.value), by);
    let counts = rows.get(value);
    if (counts === undefined) {
      counts = emptyCounts();
      rows.set(value, counts);
    }
    for (const one of [counts, sum]) add(one, Number(row.state), Number(row.heard), Number(row.count));
  }
  if (by === undefined) return { ...sum, rows: [] };
  const some = [...rows].filter(([, { total, outside }]) => total + outside > 0);
  if (by === 'hour' || by === 'day') some.sort(([a], [b]) => Number(a) - Number(b));
  const { first, others } =
    by === 'hour' || by === 'day'
      ? { first: some.slice(0, MOST_ROWS), others: some.slice(MOST_ROWS) }
      : firstOf(some, MOST_ROWS, ([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1));
  return {
    ...sum,
    rows: [
      ...first.map(([value, counts]) => withValue(value, counts)),
      ...(others.length > 0 ? [withValue(null, together(others.map(([, counts]) => counts)))] : []),
    ],
  };
}

/** Of hours and days epoch milliseconds of their start. */
function readValue(value: string, by: SplitBy | undefined): string {
  if (by === 'hour') return String(Number(value) * HOUR);
  if (by === 'day') return String(Math.floor(Number(value) / 24) * 24 * HOUR);
  if (by?.startsWith('label:')) {
    const name = by.slice('label:'.length);
    if (!value.includes(JSON.stringify(name))) return '';
    const labels = JSON.parse(value) as Readonly<Record<string, string>>;
    return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
  }
  return value;
}

type Counts = { total: number; notReporting: number; outside: number; states: Record<string, number> };

const NONE: Readonly<Record<string, number>> = Object.fromEntries(STATES.map((state) => [state, 0]));

function emptyCounts(): Counts {
  return { total: 0, notReporting: 0, outside: 0, states: { ...NONE } };
}

function add(counts: Counts, state: number, heard: number, count: number): void {
  if (state === OUTSIDE) {
    counts.outside += count;
    return;
  }
  const name = STATES[state] ?? 'unknown';
  counts.total += count;
  counts.states[name] = (counts.states[name] ?? 0) + count;
  if (heard === 0 && name !== 'refused') counts.notReporting += count;
}

function withValue(value: string | null, counts: Counts): FunnelRow {
  return { value, ...counts };
}

function together(all: readonly Counts[]): Counts {
  const sum = emptyCounts();
  for (const { total, notReporting, outside, states } of all) {
    sum.total += total;
    sum.notReporting += notReporting;
    sum.outside += outside;
    for (const [state, count] of Object.entries(states)) sum.states[state] = (sum.states[state] ?? 0) + count;
  }
  return sum;
}
