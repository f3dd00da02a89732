import { ENTRY } from '../entry-type.ts';
import type { DeviceLog } from './device-log.ts';
import { insertRows, type LedgerRow, type LedgerSql, marksOf } from './ledger-sql.ts';
import { type Life, mergedLife } from './life.ts';
import { LIFE_COLUMNS, lifeOf, writeLives } from './life-rows.ts';
import { type News, newsOf } from './news-of.ts';
import { createPushTallies, type PushTallies } from './push-tallies.ts';
import { resolve } from './resolve.ts';
import { MESSAGE_UNIT } from './send.ts';
import { OUTSIDE } from './states.ts';

/** Ids of reports that one step looks at, entries among them that it takes in, and units that it resolves at once. */
const WINDOW = 5_000;
const ENTRIES = 500;
const UNITS = 200;

/**
 * Takes some of what has come into account, within a transaction: first units that a send was added to, then entries of
 * devices, in order of arrival up to the report `until`, then what the clock alone has changed. Returns whether there is more
 * to do. Before anything was ever sent there is nothing to do, however many reports there are.
 */
export async function ledgerStep(sql: LedgerSql, until: number, now: number): Promise<boolean> {
  const [row] = await sql.all('SELECT followed, last FROM push_ledger');
  if (Number(row?.last) === 0) return false;
  const tallies = createPushTallies();
  const more =
    (await followDirty(sql, now, tallies)) ||
    (await followReports(sql, Number(row?.followed), until, now, tallies)) ||
    (await followClock(sql, now, tallies));
  await tallies.write(sql);
  return more;
}

async function followDirty(sql: LedgerSql, now: number, tallies: PushTallies): Promise<boolean> {
  const units = (await sql.all(`SELECT unit FROM push_dirty ORDER BY unit LIMIT ${UNITS}`)).map(({ unit }) =>
    String(unit),
  );
  if (units.length === 0) return false;
  await resolve(sql, units, now, tallies);
  await sql.all(`DELETE FROM push_dirty WHERE unit IN (${marksOf(units.length)})`, units);
  return true;
}

async function followClock(sql: LedgerSql, now: number, tallies: PushTallies): Promise<boolean> {
  const rows = await sql.all(
    `SELECT DISTINCT unit FROM (SELECT unit FROM push_sends WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ${UNITS}) AS d`,
    [now],
  );
  if (rows.length === 0) return false;
  await resolve(
    sql,
    rows.map(({ unit }) => String(unit)),
    now,
    tallies,
  );
  return true;
}

async function followReports(
  sql: LedgerSql,
  from: number,
  until: number,
  now: number,
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
  if (rows.length > 0) await takeIn(sql, rows.map(readNews), now, tallies);
  const followed = rows.length === ENTRIES ? Number(rows.at(-1)?.id) : end;
  await sql.all('UPDATE push_ledger SET followed = ?', [followed]);
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

/** What some entries say, and all that follows from it. */
async function takeIn(
  sql: LedgerSql,
  news: readonly News[],
  now: number,
  tallies: PushTallies,
): Promise<void> {
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
  const links = new Map<string, readonly [string, string, number]>();
  for (const { device, install, time } of news) {
    if (device === '') continue;
    const key = `${device}\n${install}`;
    links.set(key, [device, install, Math.max(time, links.get(key)?.[2] ?? time)]);
  }
  await insertRows(
    sql,
    'push_links',
    [...links.values()],
    'ON CONFLICT (device, install) DO UPDATE SET seen = CASE WHEN excluded.seen > push_links.seen THEN excluded.seen ELSE push_links.seen END',
  );
  const linked =
    installs.length === 0
      ? []
      : await sql.all(
          `SELECT DISTINCT device FROM push_links WHERE install IN (${marksOf(installs.length)})`,
          installs,
        );
  const units = new Set([
    ...linked.map(({ device }) => String(device)),
    ...[...links.values()].map(([device]) => device),
    ...lives.map(({ device }) => device),
  ]);
  units.delete('');
  const messages = new Set(lives.map(({ message }) => message).filter((message) => message !== ''));
  const all = [...units, ...[...messages].map((message) => `${MESSAGE_UNIT}${message}`)];
  for (let at = 0; at < all.length; at += UNITS) await resolve(sql, all.slice(at, at + UNITS), now, tallies);
}

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
