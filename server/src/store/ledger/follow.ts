import { ENTRY } from '../entry-type.ts';
import type { DeviceLog } from './device-log.ts';
import { insertRows, type LedgerRow, type LedgerSql, marksOf } from './ledger-sql.ts';
import { type Life, mergedLife } from './life.ts';
import { LIFE_COLUMNS, lifeOf, writeLives } from './life-rows.ts';
import { type News, newsOf } from './news-of.ts';
import { createPushTallies, type PushTallies } from './push-tallies.ts';
import { resolve } from './resolve.ts';
import { MESSAGE_UNIT } from './send.ts';
import { codeOf, OUTSIDE } from './states.ts';
import { takeSigns } from './take-signs.ts';

/** Ids of reports that one step looks at, entries among them that it takes in, and units that it resolves: reports wait for it. */
const WINDOW = 5_000;
const ENTRIES = 500;
const UNITS = 100;
/** Pushes whose time is over that one step looks at. */
const OVERDUE = 1_000;
const UNKNOWN = codeOf('unknown');
/** Devices that an installation has, and installations that a device has, at most: those heard of last. Anybody may claim more. */
const MOST_LINKS = 16;

/**
 * Takes some of what has come into account, within a transaction: entries of devices, in order of arrival up to the report
 * `until`; units that something new is known of, a full step of them first, so that news of one device is joined together; at
 * last what the clock alone has changed. Returns whether there is more to do. Before anything was ever sent there is nothing
 * to do, however many reports there are.
 */
export async function ledgerStep(sql: LedgerSql, until: number, now: number): Promise<boolean> {
  const [row] = await sql.all('SELECT last FROM push_ledger');
  if (Number(row?.last) === 0) return false;
  const [signed] = await sql.all('SELECT followed FROM push_signed');
  const tallies = createPushTallies();
  const more =
    (await followDirty(sql, UNITS, now, tallies)) ||
    (await followReports(sql, Number(signed?.followed), until, tallies)) ||
    (await followDirty(sql, 1, now, tallies)) ||
    (await followUnlooked(sql, now, tallies)) ||
    (await followClock(sql, now, tallies));
  await tallies.write(sql);
  return more;
}

/** `least`: not before there are so many. */
async function followDirty(
  sql: LedgerSql,
  least: number,
  now: number,
  tallies: PushTallies,
): Promise<boolean> {
  const units = (await sql.all(`SELECT unit FROM push_dirty ORDER BY unit LIMIT ${UNITS}`)).map(({ unit }) =>
    String(unit),
  );
  if (units.length < least) return false;
  // Before: what is found out about one may concern another one of them.
  await sql.all(`DELETE FROM push_dirty WHERE unit IN (${marksOf(units.length)})`, units);
  await resolve(sql, units, now, tallies);
  return true;
}

/** What a server has written that knows of no reasons and flags: an older one, before this one or beside it. */
async function followUnlooked(sql: LedgerSql, now: number, tallies: PushTallies): Promise<boolean> {
  const [any] = await sql.all('SELECT id FROM push_kinds WHERE flags < 0 LIMIT 1');
  if (any === undefined) return false;
  // `CROSS`: SQLite is to begin with the few kinds.
  const found = await sql.all(
    `SELECT s.unit FROM push_kinds k CROSS JOIN push_sends s WHERE s.kind = k.id AND k.flags < 0 LIMIT ${UNITS}`,
  );
  await resolve(sql, [...new Set(found.map(({ unit }) => String(unit)))], now, tallies);
  return found.length > 0;
}

/** Of devices that have never told anything there is nothing to look at: their pushes are unknown from now on. */
async function followClock(sql: LedgerSql, now: number, tallies: PushTallies): Promise<boolean> {
  const rows = await sql.all(
    `SELECT id, unit, time, kind, state, heard FROM push_sends WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ${OVERDUE}`,
    [now],
  );
  if (rows.length === 0) return false;
  const unheard = rows.filter(({ heard }) => Number(heard) === 0);
  for (const { time, kind, state } of unheard) {
    tallies.count(Number(time), Number(kind), Number(state), 0, -1);
    tallies.count(Number(time), Number(kind), UNKNOWN, 0, 1);
  }
  const ids = unheard.map(({ id }) => Number(id));
  if (ids.length > 0)
    await sql.all(
      `UPDATE push_sends SET state = ${UNKNOWN}, due = NULL WHERE id IN (${marksOf(ids.length)})`,
      ids,
    );
  const units = rows.filter(({ heard }) => Number(heard) !== 0).map(({ unit }) => String(unit));
  await resolve(sql, [...new Set(units)].slice(0, UNITS), now, tallies);
  return true;
}

async function followReports(
  sql: LedgerSql,
  from: number,
  until: number,
  tallies: PushTallies,
): Promise<boolean> {
  if (from >= until) return false;
  const end = Math.min(until, from + WINDOW);
  // `+`: neither engine is to take the index over kinds.
  const rows = await sql.all(
    `SELECT r.id, r.time, r.body, k.browser, a.app FROM reports r JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent
     WHERE r.id > ? AND r.id <= ? AND +r.kind IN (SELECT e.id FROM kinds e WHERE e.type = '${ENTRY}') ORDER BY r.id LIMIT ${ENTRIES}`,
    [from, end],
  );
  if (rows.length > 0) await takeIn(sql, rows.map(readNews), tallies);
  const followed = rows.length === ENTRIES ? Number(rows.at(-1)?.id) : end;
  await sql.all('UPDATE push_signed SET followed = ?', [followed]);
  // An older server need not do that again.
  await sql.all('UPDATE push_ledger SET followed = ? WHERE followed < ?', [followed, followed]);
  return true;
}

function readNews(row: LedgerRow): News {
  return newsOf({
    id: Number(row.id),
    time: Number(row.time),
    browser: String(row.browser),
    app: String(row.app),
    body: JSON.parse(String(row.body)) as unknown,
  });
}

/** What some entries say; the units that it is about are looked at afterwards. */
async function takeIn(sql: LedgerSql, news: readonly News[], tallies: PushTallies): Promise<void> {
  const lives = await takeLives(
    sql,
    news.flatMap((one) => one.lives),
    tallies,
  );
  const installs = await takeLogs(sql, news);
  const gaps = news.flatMap(({ gap }) =>
    gap === undefined ? [] : [[gap.install, gap.kind, gap.since, gap.until]],
  );
  await insertRows(sql, 'push_gaps', gaps, 'ON CONFLICT DO NOTHING');
  await takeSigns(
    sql,
    news.flatMap(({ signs }) => signs),
  );
  const linked = await takeLinks(sql, news, installs);
  const units = new Set([...linked, ...lives.map(({ device }) => device)]);
  units.delete('');
  const messages = lives.map(({ message }) => message).filter((message) => message !== '');
  for (const message of messages) units.add(`${MESSAGE_UNIT}${message}`);
  await insertRows(
    sql,
    'push_dirty',
    [...units].sort().map((unit) => [unit]),
    'ON CONFLICT DO NOTHING',
  );
}

/** Which devices these installations are. Returns all of them, and those that are known only now. */
async function takeLinks(
  sql: LedgerSql,
  news: readonly News[],
  installs: readonly string[],
): Promise<readonly string[]> {
  const links = new Map<string, readonly [device: string, install: string, seen: number, scope: string]>();
  for (const { device, install, time, scope } of news) {
    if (device === '') continue;
    const key = `${device}\n${install}`;
    const known = links.get(key);
    const ofScope = known !== undefined && known[3] > scope ? known[3] : scope;
    links.set(key, [device, install, Math.max(time, known?.[2] ?? time), ofScope]);
  }
  await insertRows(sql, 'push_links', [...links.values()], MERGE_LINKS);
  const devices = [...new Set([...links.values()].map(([device]) => device))];
  const ofDevices = await linksOf(sql, 'device', devices);
  const ofInstalls = await linksOf(sql, 'install', installs);
  await dropExtra(sql, ofDevices, 'device');
  await dropExtra(sql, ofInstalls, 'install');
  return [...devices, ...ofInstalls.map(({ device }) => String(device))];
}

async function linksOf(
  sql: LedgerSql,
  column: 'device' | 'install',
  values: readonly string[],
): Promise<readonly LedgerRow[]> {
  if (values.length === 0) return [];
  return sql.all(
    `SELECT device, install, seen FROM push_links WHERE ${column} IN (${marksOf(values.length)}) ORDER BY seen DESC`,
    values,
  );
}

/** `links` of the same value of `column`, the latest first. */
async function dropExtra(
  sql: LedgerSql,
  links: readonly LedgerRow[],
  column: 'device' | 'install',
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { device, install } of links) {
    const of = String(column === 'device' ? device : install);
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    if (count > MOST_LINKS)
      await sql.all('DELETE FROM push_links WHERE device = ? AND install = ?', [
        device as string,
        install as string,
      ]);
  }
}

const MERGE_LINKS = `ON CONFLICT (device, install) DO UPDATE SET
  seen = CASE WHEN excluded.seen > push_links.seen THEN excluded.seen ELSE push_links.seen END,
  scope = CASE WHEN excluded.scope > push_links.scope THEN excluded.scope ELSE push_links.scope END`;

/** Puts halves together. Returns those that are different now. */
async function takeLives(
  sql: LedgerSql,
  news: readonly Life[],
  tallies: PushTallies,
): Promise<readonly Life[]> {
  const merged = new Map<string, Life>();
  for (const life of news) {
    const known = merged.get(life.span);
    merged.set(life.span, known === undefined ? life : mergedLife(known, life));
  }
  if (merged.size === 0) return [];
  const spans = [...merged.keys()];
  const there = await sql.all(
    `SELECT ${LIFE_COLUMNS.join(', ')}, send, outside FROM push_lives WHERE span IN (${marksOf(spans.length)})`,
    spans,
  );
  const sends = new Map<string, number>();
  for (const row of there) {
    const before = lifeOf(row);
    const after = mergedLife(before, merged.get(before.span) as Life);
    // Nothing new.
    if (JSON.stringify(after) === JSON.stringify(before)) {
      merged.delete(before.span);
      continue;
    }
    // What it is counted by may change, and its hour: it is counted anew.
    if (row.outside !== null) tallies.count(before.time, Number(row.outside), OUTSIDE, 1, -1);
    merged.set(before.span, after);
    sends.set(before.span, Number(row.send));
  }
  const changed = [...merged.values()];
  await writeLives(
    sql,
    changed.map((life) => ({ ...life, send: sends.get(life.span) ?? 0 })),
  );
  return changed;
}

/** Of which time the logs of installations have come. Returns the installations. */
async function takeLogs(sql: LedgerSql, news: readonly News[]): Promise<readonly string[]> {
  const logs = new Map<string, DeviceLog>();
  for (const { install, time, sampled } of news) {
    if (install === '') continue;
    const known = logs.get(install) ?? { install, since: time, until: time, sampled };
    logs.set(install, {
      install,
      since: Math.min(known.since, time),
      until: Math.max(known.until, time),
      sampled: known.sampled || sampled,
    });
  }
  const rows = [...logs.values()].map(({ install, since, until, sampled }) => [
    install,
    since,
    until,
    sampled ? 1 : 0,
  ]);
  await insertRows(sql, 'push_logs', rows, MERGE_LOGS);
  return [...logs.keys()];
}

const MERGE_LOGS = `ON CONFLICT (install) DO UPDATE SET
  since = CASE WHEN excluded.since < push_logs.since THEN excluded.since ELSE push_logs.since END,
  until = CASE WHEN excluded.until > push_logs.until THEN excluded.until ELSE push_logs.until END,
  sampled = CASE WHEN excluded.sampled > push_logs.sampled THEN excluded.sampled ELSE push_logs.sampled END`;
