import type { ShapeOf } from '../../../shapes.ts';
import type { LedgerSql } from '../ledger-sql.ts';
import type { PushFilter } from '../push-filter.ts';
import { countPushes } from '../push-funnel.ts';
import { findAlong, hoursWith, lookAlong } from '../push-queries.ts';
import { pushesByHour } from '../pushes-by-hour.ts';
import { REASON_TEXTS } from '../reasons/texts.ts';
import { MESSAGE_UNIT } from '../send.ts';
import { codeOf, OUTSIDE } from '../states.ts';
import { readFinding } from './finding-key.ts';
import { GONE_REASONS, rulesOf, type SendingRule } from './rules.ts';
import { RULE_TEXTS } from './texts.ts';

export type PushFinding = ShapeOf<'PushFinding'>;
type GoneReason = ShapeOf<'GoneReason'>;

const HOUR = 3_600_000;
/** The newest pushes of each finding that are looked at: to count their devices, and when the first was. */
const LOOKED = 1_000;
const EXAMPLES = 3;
const SEVERITIES = ['error', 'warning', 'info'];
const EXPIRED = codeOf('expired');

/** Why subscriptions vanished, and what senders are warned of: by the counts, and a look at the newest pushes of each. */
export async function pushFindings(sql: LedgerSql, filter: PushFilter): Promise<readonly PushFinding[]> {
  const counts = await countFindings(sql, filter);
  if (counts.length === 0) return [];
  const { from, to } = filter;
  const time: PushFilter = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  // What has to be passed on the way to those that are wanted.
  const hours = filter.device === undefined ? await pushesByHour(sql, time) : new Map<number, number>();
  const found: PushFinding[] = [];
  for (const count of counts) found.push(await findingOf(sql, filter, count, hours));
  return found.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.pushes - a.pushes ||
      (a.rule < b.rule ? -1 : 1),
  );
}

/** What is counted of a finding. */
interface Count {
  readonly of: { readonly gone: GoneReason } | { readonly finding: SendingRule };
  pushes: number;
  expired: number;
  readonly hours: Map<number, number>;
}

async function countFindings(sql: LedgerSql, filter: PushFilter): Promise<readonly Count[]> {
  const counts = new Map<string, Count>();
  const add = (name: string, of: Count['of'], state: number, hour: number, count: number): void => {
    const known = counts.get(name) ?? { of, pushes: 0, expired: 0, hours: new Map<number, number>() };
    counts.set(name, known);
    known.pushes += count;
    if (state === EXPIRED) known.expired += count;
    known.hours.set(hour, (known.hours.get(hour) ?? 0) + count);
  };
  for (const row of await countPushes(sql, filter, 'findings')) {
    const [state, count] = [Number(row.state), Number(row.count)];
    if (state === OUTSIDE || count === 0) continue;
    const { gone, hour, ...kind } = readFinding(String(row.value));
    if (gone !== '' && GONE_REASONS.includes(gone)) add(`gone-${gone}`, { gone }, state, hour, count);
    for (const finding of rulesOf(kind)) {
      // Of pushes that are asked for by their findings: only those that are.
      if (filter.finding !== undefined && !filter.finding.includes(finding)) continue;
      add(finding, { finding }, state, hour, count);
    }
  }
  return [...counts.values()].filter(({ pushes }) => pushes > 0);
}

async function findingOf(
  sql: LedgerSql,
  asked: PushFilter,
  { of, pushes, expired, hours }: Count,
  all: ReadonlyMap<number, number>,
): Promise<PushFinding> {
  const own = 'gone' in of ? { gone: [of.gone] } : { finding: [of.finding] };
  const filter: PushFilter = { ...asked, ...own };
  const newest = await newestOf(sql, filter, hours, all);
  const [latest, earliest] = [newest[0]?.time ?? 0, newest.at(-1)?.time ?? 0];
  const isAll = newest.length >= pushes;
  const since = [...hours].filter(([, count]) => count > 0).map(([hour]) => hour);
  const first = isAll
    ? earliest
    : Math.min(earliest, Math.max(since.reduce((a, b) => Math.min(a, b)) * HOUR, asked.from ?? 0));
  const devices = new Set(newest.map(({ unit }) => unit).filter((unit) => !unit.startsWith(MESSAGE_UNIT)));
  const facts = { pushes, expired, first, last: latest };
  const words = 'gone' in of ? REASON_TEXTS[of.gone] : RULE_TEXTS[of.finding];
  return {
    rule: 'gone' in of ? `gone-${of.gone}` : of.finding,
    about: 'gone' in of ? 'vanished' : 'sending',
    severity: words.severity,
    title: words.title,
    detail: typeof words.detail === 'string' ? words.detail : words.detail(facts),
    cure: words.cure,
    doctor: words.doctor,
    pushes,
    devices: devices.size,
    allDevices: isAll,
    first,
    last: latest,
    filter: queryOf(filter),
    examples: newest.slice(0, EXAMPLES).map(({ name }) => name),
  };
}

interface Newest {
  readonly name: string;
  readonly time: number;
  readonly unit: string;
}

async function newestOf(
  sql: LedgerSql,
  filter: PushFilter,
  hours: ReadonlyMap<number, number>,
  all: ReadonlyMap<number, number>,
): Promise<readonly Newest[]> {
  const look =
    filter.device === undefined
      ? lookAlong(hoursWith(all, hours), LOOKED, filter.to ?? Number.POSITIVE_INFINITY, LOOKED)
      : { isFew: true };
  if (look === 'nowhere') return [];
  const found = await findAlong(sql, 's.name, s.time, s.unit', { filter, limit: LOOKED }, look);
  return found.map(({ name, time, unit }) => ({
    name: String(name),
    time: Number(time),
    unit: String(unit),
  }));
}

/** A filter as the API takes it. */
function queryOf(filter: PushFilter): Readonly<Record<string, readonly string[]>> {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    asked.map(([member, value]) => [member, (Array.isArray(value) ? value : [value]).map(String)]),
  );
}
