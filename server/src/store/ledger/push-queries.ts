import type { ShapeOf } from '../../shapes.ts';
import { storedHash } from '../stored-hash.ts';
import { joinUnit } from './join-unit.ts';
import type { LedgerRow, LedgerSql } from './ledger-sql.ts';
import { loadUnits } from './load-units.ts';
import { all, deviceAsked, kindsAsked, type PushFilter, stateAsked, timeAsked } from './push-filter.ts';
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
  k.campaign, k.labels, k.service, k.browser, k.app`;
const FROM = 'push_sends s JOIN push_kinds k ON k.id = s.kind';
/** Up to so many pushes that match are looked up and sorted; beyond it, all are read from the newest on. */
const FEW = 5_000;
const HOUR = 3_600_000;

/** Newest first. */
export async function listPushes(
  sql: LedgerSql,
  { filter, limit, before }: PushesQuery,
): Promise<readonly PlacedPush[]> {
  const kinds = kindsAsked(filter, sql.kind);
  const isFew = filter.device !== undefined || (await aboutHowMany(sql, filter)) <= FEW;
  const where = all([
    timeAsked(filter, 's.time'),
    deviceAsked(filter, 's.unit'),
    stateAsked(filter, 's'),
    kinds.sql === ''
      ? kinds
      : {
          sql: `${isFew ? '' : '+'}s.kind IN (SELECT k.id FROM push_kinds k WHERE ${kinds.sql})`,
          values: kinds.values,
        },
    before === undefined ? all([]) : { sql: '(s.time, s.id) < (?, ?)', values: [before.time, before.id] },
  ]);
  // Neither engine is to walk along the time where few of many are wanted.
  const order = isFew ? 's.time + 0 DESC, s.id DESC' : 's.time DESC, s.id DESC';
  const found = await sql.all(
    `SELECT ${COLUMNS} FROM ${FROM}${where.sql === '' ? '' : ` WHERE ${where.sql}`} ORDER BY ${order} LIMIT ?`,
    [...where.values, limit],
  );
  return found.map((row) => ({ time: Number(row.time), id: Number(row.id), push: pushOf(row) }));
}

/** By the counts, of whole hours. */
async function aboutHowMany(sql: LedgerSql, filter: PushFilter): Promise<number> {
  const { from, to, ...rest } = filter;
  if (Object.keys(rest).length === 0) return Number.POSITIVE_INFINITY;
  const hours = {
    ...(from !== undefined && { from: Math.floor(from / HOUR) }),
    ...(to !== undefined && { to: Math.ceil(to / HOUR) }),
  };
  const where = all([timeAsked(hours, 't.hour'), kindsAsked(filter, sql.kind), stateAsked(filter, 't')]);
  const [row] = await sql.all(
    `SELECT sum(t.count) AS count FROM push_tallies t JOIN push_kinds k ON k.id = t.kind${where.sql === '' ? '' : ` WHERE ${where.sql}`}`,
    where.values,
  );
  return Number(row?.count ?? 0);
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
export async function pushStory(sql: LedgerSql, key: string, now: number): Promise<PushStory | undefined> {
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
  const life = loaded && joinUnit(loaded, now).lives.get(Number(row.id));
  const push = pushOf(row);
  return {
    push,
    steps: stepsOf(push, life),
    install: life?.install ?? '',
    device: unit.startsWith(MESSAGE_UNIT) ? (life?.device ?? '') : unit,
    report: life?.report ?? 0,
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
  };
}
