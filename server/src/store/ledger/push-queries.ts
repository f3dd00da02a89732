import type { ShapeOf } from '../../shapes.ts';
import { storedHash } from '../stored-hash.ts';
import { CHROMES, rulesOf } from './findings/rules.ts';
import { joinUnit } from './join-unit.ts';
import type { LedgerRow, LedgerSql } from './ledger-sql.ts';
import { loadUnits } from './load-units.ts';
import {
  all,
  deviceAsked,
  kindsAsked,
  type PushCondition,
  type PushFilter,
  stateAsked,
  timeAsked,
} from './push-filter.ts';
import { countedAsked, pushesByHour } from './pushes-by-hour.ts';
import { pushGone } from './reasons/push-gone.ts';
import { MESSAGE_UNIT, type SendFacts } from './send.ts';
import { STATES } from './states.ts';
import { stepsOf } from './steps-of.ts';

export type Push = ShapeOf<'Push'>;
export type PushStory = ShapeOf<'PushStory'>;

/** Where a page ends: the next has what is older, or as old and has a smaller id. */
export interface PushPlace {
  readonly time: number;
  readonly id: number;
}

export interface PushesQuery {
  readonly filter: PushFilter;
  readonly limit: number;
  readonly before?: PushPlace;
}

/** A push and its place. */
export interface PlacedPush extends PushPlace {
  readonly push: Push;
}

const COLUMNS = `s.id, s.name, s.time, s.received, s.unit, s.message_key, s.message, s.facts, s.state, s.heard, s.guess, s.span,
  k.campaign, k.labels, k.service, k.browser, k.app, k.gone, k.flags, k.status AS refusal`;
const FROM = 'push_sends s JOIN push_kinds k ON k.id = s.kind';
/** From the pushes to their kinds, of which there may be as many: `+` keeps PostgreSQL from the index over kinds, `CROSS` SQLite. */
const FROM_PUSHES: PushCondition = {
  sql: 'push_sends s CROSS JOIN push_kinds k WHERE k.id = +s.kind',
  values: [],
};
const FEW = 500;
/** Rows that are read along the time while one is looked up, about. */
const LOOK_UP = 5;
const HOUR = 3_600_000;
const ANY_STATE: PushCondition = { sql: `s.state IN (${[...STATES.keys()].join(', ')})`, values: [] };

/** Newest first. `few`: up to so many that match are looked up and sorted, whatever else there is. */
export async function listPushes(
  sql: LedgerSql,
  { filter, limit, before }: PushesQuery,
  few: number = FEW,
): Promise<readonly PlacedPush[]> {
  const look = await whereToLook(sql, { filter, limit, ...(before && { before }) }, few);
  if (look === 'nowhere') return [];
  const found = await findAlong(sql, COLUMNS, { filter, limit, ...(before && { before }) }, look);
  return found.map((row) => ({ time: Number(row.time), id: Number(row.id), push: pushOf(row) }));
}

/** Pushes of `push_sends s` and their `push_kinds k`, newest first, from where the counts say to look. */
export async function findAlong(
  sql: LedgerSql,
  columns: string,
  { filter, limit, before }: PushesQuery,
  { isFew, from, to }: Look,
): Promise<readonly LedgerRow[]> {
  const ofKinds = isFew && filter.device === undefined;
  const where = all([
    timeAsked(filter, 's.time'),
    timeAsked({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, 's.time'),
    deviceAsked(filter, 's.unit'),
    stateAsked(filter, 's'),
    ofKinds ? all([]) : kindsAsked(filter, sql.kind),
    before === undefined ? all([]) : { sql: '(s.time, s.id) < (?, ?)', values: [before.time, before.id] },
    // The index over kinds knows no pairs.
    before === undefined || !ofKinds ? all([]) : { sql: 's.time <= ?', values: [before.time] },
  ]);
  const source = ofKinds ? lookedUp(filter, where, sql.kind) : all([FROM_PUSHES, where]);
  // Neither engine is to walk along the time where few of many are wanted.
  const order = isFew ? 's.time + 0 DESC, s.id DESC' : 's.time DESC, s.id DESC';
  return sql.all(`SELECT ${columns} FROM ${source.sql} ORDER BY ${order} LIMIT ?`, [...source.values, limit]);
}

/**
 * Pushes of the kinds of which there are any in the states that are asked for, each kind looked up by the index. PostgreSQL
 * takes a condition over labels for one that a third of all meets, and would read every push: `OFFSET 0` keeps what is
 * looked up for a kind a query of its own. The index has the state before the time, so all states are named.
 */
function lookedUp(filter: PushFilter, asked: PushCondition, engine: LedgerSql['kind']): PushCondition {
  const match = countedAsked(filter, engine);
  const where = filter.state === undefined ? all([asked, ANY_STATE]) : asked;
  const kinds = `SELECT DISTINCT t.kind FROM push_tallies t WHERE t.count > 0 AND ${match.sql}`;
  const rest = where.sql && ` AND ${where.sql}`;
  return {
    sql:
      engine === 'sqlite'
        ? `${FROM} WHERE s.kind IN (${kinds})${rest}`
        : `(${kinds}) w CROSS JOIN LATERAL (SELECT * FROM push_sends s WHERE s.kind = w.kind${rest} OFFSET 0) s
          JOIN push_kinds k ON k.id = s.kind`,
    values: [...match.values, ...where.values],
  };
}

export interface Look {
  /** They are looked up and sorted; else read along the time, from the newest on. */
  readonly isFew: boolean;
  /** All of the page lies in this time. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * Where the next page is, by the counts per hour: reading along the time begins in the hour of the first push that matches and ends
 * where enough have come, so that it costs what is between them and not what is stored.
 */
async function whereToLook(
  sql: LedgerSql,
  { filter, limit, before }: PushesQuery,
  few: number,
): Promise<Look | 'nowhere'> {
  const { from, to, ...rest } = filter;
  if (filter.device !== undefined) return { isFew: true };
  if (Object.keys(rest).length === 0) return { isFew: false };
  const end = Math.min(before?.time ?? Number.POSITIVE_INFINITY, to ?? Number.POSITIVE_INFINITY);
  const time: PushFilter = { ...(from !== undefined && { from }), ...(Number.isFinite(end) && { to: end }) };
  const counts = await pushesByHour(sql, time);
  const rows = hoursWith(counts, await pushesByHour(sql, { ...rest, ...time }));
  return lookAlong(rows, limit, end, few);
}

/** Pushes of an hour, and how many of them match. */
export interface HourOfPushes {
  readonly hour: number;
  readonly count: number;
  readonly matching: number;
}

/** The newest first. */
export function hoursWith(
  counts: ReadonlyMap<number, number>,
  matching: ReadonlyMap<number, number>,
): readonly HourOfPushes[] {
  return [...new Set([...counts.keys(), ...matching.keys()])]
    .sort((a, b) => b - a)
    .map((hour) => ({ hour, count: counts.get(hour) ?? 0, matching: matching.get(hour) ?? 0 }));
}

/** `rows`: the newest first; `end`: nothing from then on is wanted. */
export function lookAlong(
  rows: readonly HourOfPushes[],
  limit: number,
  end: number,
  few: number,
): Look | 'nowhere' {
  const matching = rows.reduce((sum, row) => sum + row.matching, 0);
  const first = rows.find((row) => row.matching > 0);
  if (first === undefined) return 'nowhere';
  if (matching <= few) return { isFew: true };
  let enough = 0;
  let passed = 0;
  for (const row of rows) {
    if (row.hour > first.hour) continue;
    passed += row.count;
    // Of the hour in which the page begins, or the time asked for ends, nobody knows which part is wanted.
    if ((row.hour + 1) * HOUR <= end) enough += row.matching;
    if (enough < limit) continue;
    const isFew = matching * LOOK_UP < passed;
    return isFew ? { isFew } : { isFew, from: row.hour * HOUR, to: (first.hour + 1) * HOUR };
  }
  return matching * LOOK_UP < passed ? { isFew: true } : { isFew: false, to: (first.hour + 1) * HOUR };
}

/** Pushes in order of arrival, for an export. */
export async function pushesAfter(
  sql: LedgerSql,
  id: number,
  limit: number,
  filter: PushFilter,
): Promise<readonly PlacedPush[]> {
  const where = all([
    { sql: 's.id > ?', values: [id] },
    timeAsked(filter, 's.time'),
    deviceAsked(filter, 's.unit'),
    stateAsked(filter, 's'),
    kindsAsked(filter, sql.kind),
  ]);
  const found = await sql.all(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ORDER BY s.id LIMIT ?`, [
    ...where.values,
    limit,
  ]);
  return found.map((row) => ({ time: Number(row.time), id: Number(row.id), push: pushOf(row) }));
}

/** A push by the sender's id of it, else the newest of those with this key of their message. */
export async function pushStory(sql: LedgerSql, asked: string, now: number): Promise<PushStory | undefined> {
  // As texts are stored; PostgreSQL refuses NUL in a question, too.
  const key = asked.toWellFormed().replaceAll('\0', '\ufffd');
  const byId = await sql.all(`SELECT ${COLUMNS} FROM ${FROM} WHERE s.hash = ?`, [storedHash(`send\n${key}`)]);
  const [row] =
    byId.length > 0 || key === ''
      ? byId
      : await sql.all(
          `SELECT ${COLUMNS} FROM ${FROM} WHERE s.message_key = ? AND s.message_key <> '' ORDER BY s.time + 0 DESC, s.id DESC LIMIT 1`,
          [key],
        );
  if (row === undefined) return undefined;
  const unit = String(row.unit);
  const loaded = (await loadUnits(sql, [unit])).find((one) => one.unit === unit);
  const joined = loaded && joinUnit(loaded, now);
  const id = Number(row.id);
  const life = joined?.lives.get(id);
  const gone = joined?.gone.find(({ run }) => run.sends.includes(id));
  const push = pushOf(row);
  return {
    push,
    steps: stepsOf(push, life),
    install: life?.install ?? '',
    device: unit.startsWith(MESSAGE_UNIT) ? (life?.device ?? '') : unit,
    report: life?.report ?? 0,
    gone: gone && loaded ? pushGone(gone, loaded.links) : null,
  };
}

function pushOf(row: LedgerRow): Push {
  const text = (name: string) => String(row[name]);
  const facts = JSON.parse(text('facts')) as SendFacts;
  const labels = text('labels');
  const unit = text('unit');
  const state = STATES[Number(row.state)] ?? 'unknown';
  return {
    id: text('name'),
    time: Number(row.time),
    received: Number(row.received),
    device: unit.startsWith(MESSAGE_UNIT) ? '' : unit,
    key: text('message_key'),
    message: text('message'),
    service: text('service'),
    campaign: text('campaign'),
    labels: labels === '' ? {} : (JSON.parse(labels) as Readonly<Record<string, string>>),
    ttl: facts.ttl ?? null,
    urgency: facts.urgency ?? '',
    topic: facts.topic ?? '',
    bytes: facts.bytes ?? null,
    status: facts.status ?? null,
    reason: facts.reason ?? '',
    retryAfter: facts.retryAfter ?? null,
    state,
    guess: Number(row.guess) !== 0,
    reporting: Number(row.heard) !== 0,
    browser: text('browser'),
    app: text('app'),
    span: text('span'),
    gone: text('gone') as Push['gone'],
    findings: rulesOf({
      flags: Number(row.flags),
      status: Number(row.refusal),
      isChromes: text('service') === CHROMES,
    }),
  };
}
