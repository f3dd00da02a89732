import type { DeviceLog, LogGap } from './device-log.ts';
import type { TwinArrival } from './findings/create-twice.ts';
import type { Unit, UnitSend } from './join-unit.ts';
import { type LedgerRow, type LedgerSql, type LedgerValue, marksOf } from './ledger-sql.ts';
import type { Life } from './life.ts';
import { LIFE_COLUMNS, lifeOf } from './life-rows.ts';
import { arrivedAt } from './pair-in-order.ts';
import type { PushKind } from './push-kinds.ts';
import type { Sign, SignKind } from './reasons/sign.ts';
import type { Link } from './reasons/why-gone.ts';
import { MESSAGE_UNIT, type SendFacts } from './send.ts';

/** Lifetimes that are looked at at once; of a single device or installation no more than these, however many there are. */
const MOST_LIVES = 5_000;
/** The same of what they tell of the end of a subscription: of a device more than it and its installations can have. */
const MOST_SIGNS = 6_000;

/** A send with what is said of it now. */
export interface SendRow extends UnitSend {
  readonly unit: string;
  readonly kind: number;
  readonly kindOf: PushKind;
  readonly state: number;
  readonly heard: number;
  readonly guess: number;
  readonly span: string;
  readonly due: number | null;
}

/** A lifetime with the send that it is paired with, 0 for none, and what it is counted by then. */
export interface LifeRow extends Life {
  readonly send: number;
  readonly outside: number | null;
}

export interface LoadedUnit extends Unit {
  readonly unit: string;
  readonly sends: readonly SendRow[];
  readonly arrivals: readonly LifeRow[];
}

/** Reads all that is known of some units, and of those that have to be looked at with them. */
export async function loadUnits(sql: LedgerSql, units: readonly string[]): Promise<readonly LoadedUnit[]> {
  return loadWanted(sql, await withDevicesOf(sql, units));
}

async function loadWanted(sql: LedgerSql, wanted: readonly string[]): Promise<readonly LoadedUnit[]> {
  if (wanted.length === 0) return [];
  const devices = wanted.filter((unit) => !unit.startsWith(MESSAGE_UNIT));
  const messages = wanted
    .filter((unit) => unit.startsWith(MESSAGE_UNIT))
    .map((unit) => unit.slice(MESSAGE_UNIT.length));
  const sends = (await select(sql, SENDS, 's.unit', wanted, 'ORDER BY s.id')).map(sendRowOf);
  const links = (await select(sql, LINKS, 'device', devices)).map(linkOf);
  const ofDevices = await select(sql, LIVES, 'device', devices, LIMIT);
  const ofMessages = await select(sql, LIVES, 'message', messages, LIMIT);
  const own = bySpan([...ofDevices, ...ofMessages].map(lifeRowOf));
  const named = [...new Set(links.map(({ install }) => install))].filter((install) => install !== '');
  const signs = (await select(sql, 'SELECT * FROM push_signs', 'install', named, `LIMIT ${MOST_SIGNS}`)).map(
    signOf,
  );
  const ofInstalls = (await select(sql, LIVES, 'install', named, LIMIT)).map(lifeRowOf);
  // What floods one of them must not crowd out the others'.
  const isFull =
    [ofDevices, ofMessages, ofInstalls].some(({ length }) => length === MOST_LIVES) ||
    signs.length === MOST_SIGNS;
  if (wanted.length > 1 && isFull) {
    const middle = wanted.length >> 1;
    const first = await loadWanted(sql, wanted.slice(0, middle));
    return [...first, ...(await loadWanted(sql, wanted.slice(middle)))];
  }
  const lives = bySpan([...ofInstalls, ...own]);
  const logs = (await select(sql, 'SELECT * FROM push_logs', 'install', named)).map(logOf);
  const gaps = (await select(sql, 'SELECT * FROM push_gaps', 'install', named)).map(gapOf);
  const others = (await select(sql, LINKS, 'install', named)).map(linkOf);
  const twins = await twinsOf(sql, others, ofInstalls);
  const elsewhere = await messageUnits(
    sql,
    own.map(({ message }) => message),
  );

  const sendsOf = groupBy(sends, ({ unit }) => unit);
  const livesOf = groupBy(lives, ({ install }) => install);
  const arrivalsOf = groupBy(own, ({ device }) => device);
  const messagesOf = groupBy(own, ({ message }) => message);
  const linksOf = groupBy(links, ({ device }) => device);
  const othersOf = groupBy(others, ({ install }) => install);
  const twinsIn = groupBy(twins, ({ install }) => install);
  const signsOf = groupBy(signs, ({ install }) => install);
  const logsOf = groupBy(logs, ({ install }) => install);
  const gapsOf = groupBy(gaps, ({ install }) => install);

  return wanted.flatMap((unit) => {
    const isMessage = unit.startsWith(MESSAGE_UNIT);
    const unitSends = sendsOf.get(unit) ?? [];
    // Its lifetimes are their devices'.
    if (isMessage && unitSends.length === 0) return [];
    const arrivals = isMessage
      ? (messagesOf.get(unit.slice(MESSAGE_UNIT.length)) ?? [])
      : (arrivalsOf.get(unit) ?? []).filter(({ message }) => !elsewhere.has(message));
    const linked = linksOf.get(unit) ?? [];
    const of = linked.map(({ install }) => install).filter((name) => name !== '');
    return {
      unit,
      sends: unitSends,
      arrivals,
      isMessage,
      lives: of.flatMap((install) => livesOf.get(install) ?? []),
      heard: linked.length > 0 || arrivals.length > 0,
      logs: isMessage ? [] : of.flatMap((install) => logsOf.get(install) ?? []),
      gaps: isMessage ? [] : of.flatMap((install) => gapsOf.get(install) ?? []),
      links: linked,
      others: of.flatMap((install) => othersOf.get(install) ?? []).filter(({ device }) => device !== unit),
      signs: of.flatMap((install) => signsOf.get(install) ?? []),
      twins: of.flatMap((install) => twinsIn.get(install) ?? []).filter(({ device }) => device !== unit),
    };
  });
}

function bySpan(lives: readonly LifeRow[]): readonly LifeRow[] {
  return [...new Map(lives.map((life) => [life.span, life])).values()];
}

const SENDS = `SELECT s.id, s.time, s.unit, s.message_key, s.message, s.facts, s.kind, s.state, s.heard, s.guess, s.span, s.due,
  k.campaign, k.labels, k.service, k.browser, k.app, k.status, k.gone, k.flags FROM push_sends s JOIN push_kinds k ON k.id = s.kind`;
const LIVES = `SELECT ${LIFE_COLUMNS.join(', ')}, send, outside FROM push_lives`;
const LINKS = 'SELECT device, install, scope, seen FROM push_links';
const LIMIT = `ORDER BY time, span LIMIT ${MOST_LIVES}`;

/** What came to the devices of installations that have several. */
async function twinsOf(
  sql: LedgerSql,
  links: readonly Link[],
  lives: readonly LifeRow[],
): Promise<readonly TwinArrival[]> {
  const several = new Set(
    [...groupBy(links, ({ install }) => install)]
      .filter(([, { length }]) => length > 1)
      .map(([install]) => install),
  );
  const came = lives.filter(
    ({ install, device, send }) => several.has(install) && device !== '' && send !== 0,
  );
  const found = await select(
    sql,
    'SELECT s.id, s.message, k.campaign FROM push_sends s JOIN push_kinds k ON k.id = s.kind',
    's.id',
    [...new Set(came.map(({ send }) => send))],
  );
  const sends = new Map(found.map((row) => [Number(row.id), row]));
  return came.flatMap((life) => {
    const send = sends.get(life.send);
    if (send === undefined) return [];
    const { device, install } = life;
    const { campaign, message } = send;
    return { device, install, time: arrivedAt(life), campaign: String(campaign), message: String(message) };
  });
}

async function select(
  sql: LedgerSql,
  what: string,
  column: string,
  values: readonly (string | number)[],
  rest = '',
): Promise<readonly LedgerRow[]> {
  if (values.length === 0) return [];
  return sql.all(`${what} WHERE ${column} IN (${marksOf(values.length)}) ${guard(column)} ${rest}`, values);
}

/** So that the index that leaves out what is empty can be used. */
function guard(column: string): string {
  return ['install', 'message'].includes(column) ? `AND ${column} <> ''` : '';
}

/** A message's sends take what else would be its device's. */
async function withDevicesOf(sql: LedgerSql, units: readonly string[]): Promise<readonly string[]> {
  const messages = units
    .filter((unit) => unit.startsWith(MESSAGE_UNIT))
    .map((unit) => unit.slice(MESSAGE_UNIT.length));
  const found = await select(sql, 'SELECT DISTINCT device FROM push_lives', 'message', messages);
  return [...new Set([...units, ...found.map(({ device }) => String(device))])].filter((unit) => unit !== '');
}

/** Those of these messages that were sent by somebody who does not know the device. */
async function messageUnits(sql: LedgerSql, messages: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(messages)].filter((message) => message !== '');
  const units = asked.map((message) => `${MESSAGE_UNIT}${message}`);
  const found = await select(sql, 'SELECT DISTINCT unit FROM push_sends', 'unit', units);
  return new Set(found.map(({ unit }) => String(unit).slice(MESSAGE_UNIT.length)));
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function sendRowOf(row: LedgerRow): SendRow {
  const text = (name: string) => String(row[name]);
  return {
    ...(JSON.parse(text('facts')) as SendFacts),
    id: Number(row.id),
    time: Number(row.time),
    unit: text('unit'),
    key: text('message_key'),
    message: text('message'),
    kind: Number(row.kind),
    kindOf: {
      campaign: text('campaign'),
      labels: text('labels'),
      service: text('service'),
      browser: text('browser'),
      app: text('app'),
      status: Number(row.status),
      gone: text('gone') as PushKind['gone'],
      flags: Number(row.flags),
    },
    campaign: text('campaign'),
    service: text('service'),
    state: Number(row.state),
    heard: Number(row.heard),
    guess: Number(row.guess),
    span: text('span'),
    due: numberOrNone(row.due),
  };
}

function lifeRowOf(row: LedgerRow): LifeRow {
  return { ...lifeOf(row), send: Number(row.send), outside: numberOrNone(row.outside) };
}

function linkOf(row: LedgerRow): Link {
  return {
    device: String(row.device),
    install: String(row.install),
    scope: String(row.scope),
    seen: Number(row.seen),
  };
}

function signOf(row: LedgerRow): Sign {
  return {
    install: String(row.install),
    kind: String(row.kind) as SignKind,
    scope: String(row.scope),
    value: String(row.value),
    first: Number(row.first),
    last: Number(row.last),
    report: Number(row.report),
  };
}

function logOf(row: LedgerRow): DeviceLog {
  return {
    install: String(row.install),
    since: Number(row.since),
    until: Number(row.until),
    sampled: Number(row.sampled) !== 0,
  };
}

function gapOf(row: LedgerRow): LogGap {
  const kind = String(row.kind) as LogGap['kind'];
  return { install: String(row.install), kind, since: Number(row.since), until: Number(row.until) };
}

function numberOrNone(value: LedgerValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
