import { insertRows, type LedgerSql, marksOf } from './ledger-sql.ts';
import { createPushTallies } from './push-tallies.ts';
import { OUTSIDE } from './states.ts';
import { SLACK } from './times.ts';

/** Tables of what installations have told. */
const OF_INSTALLS = ['push_lives', 'push_logs', 'push_gaps', 'push_links', 'push_signs'];
/** Rows that one transaction removes. */
const STEP = 2_000;

/**
 * Removes some of the oldest pushes that were sent before an epoch millisecond, with what devices told of them, and once
 * none is left what else is older. Returns the number of pushes, and whether there is more to do.
 */
export async function removeOldestPushes(
  sql: LedgerSql,
  before: number,
): Promise<{ readonly removed: number; readonly more: boolean }> {
  const tallies = createPushTallies();
  const sends = await sql.all(
    `SELECT id, time, kind, state, heard FROM push_sends WHERE time < ? ORDER BY time LIMIT ${STEP}`,
    [before],
  );
  const ids = sends.map(({ id }) => Number(id));
  for (const { time, kind, state, heard } of sends)
    tallies.count(Number(time), Number(kind), Number(state), Number(heard), -1);
  if (ids.length > 0) {
    await sql.all(`DELETE FROM push_lives WHERE send IN (${marksOf(ids.length)}) AND send <> 0`, ids);
    await sql.all(`DELETE FROM push_sends WHERE id IN (${marksOf(ids.length)})`, ids);
  }
  await tallies.write(sql);
  if (ids.length === STEP) return { removed: ids.length, more: true };
  const more = await removeOldestLives(sql, before - SLACK);
  if (!more) {
    for (const table of ['push_logs', 'push_gaps'])
      await sql.all(`DELETE FROM ${table} WHERE until < ?`, [before]);
    await sql.all('DELETE FROM push_links WHERE seen < ?', [before]);
    await sql.all('DELETE FROM push_signs WHERE last < ?', [before]);
    await sql.all('DELETE FROM push_troubles WHERE time < ?', [before]);
    await sql.all('DELETE FROM push_tallies WHERE count = 0');
    // `NOT IN` would have PostgreSQL compare each with each, once they are too many for its memory.
    await sql.all(
      'DELETE FROM push_kinds WHERE id IN (SELECT id FROM push_kinds EXCEPT SELECT kind FROM push_tallies)',
    );
  }
  return { removed: ids.length, more };
}

/** Of what matches no push that is still there. */
async function removeOldestLives(sql: LedgerSql, before: number): Promise<boolean> {
  const lives = await sql.all(
    `SELECT span, time, outside FROM push_lives WHERE time < ? AND send = 0 ORDER BY time LIMIT ${STEP}`,
    [before],
  );
  if (lives.length === 0) return false;
  const tallies = createPushTallies();
  for (const { time, outside } of lives)
    if (outside !== null) tallies.count(Number(time), Number(outside), OUTSIDE, 1, -1);
  const spans = lives.map(({ span }) => String(span));
  await sql.all(`DELETE FROM push_lives WHERE span IN (${marksOf(spans.length)})`, spans);
  await tallies.write(sql);
  return lives.length === STEP;
}

/** Forgets what some installations have told: their pushes are as if they never had, once they were looked at anew. */
export async function forgetInstalls(sql: LedgerSql, installs: readonly string[]): Promise<void> {
  const named = installs
    .filter((install) => install !== '')
    .map((install) => install.toWellFormed().replaceAll('\0', '\ufffd'));
  if (named.length === 0) return;
  const marks = marksOf(named.length);
  const lives = await sql.all(
    `SELECT device, time, outside FROM push_lives WHERE install IN (${marks}) AND install <> ''`,
    named,
  );
  const links = await sql.all(`SELECT device FROM push_links WHERE install IN (${marks})`, named);
  const messages = await sql.all(
    `SELECT DISTINCT unit FROM push_sends WHERE unit IN (SELECT 'm:' || message FROM push_lives WHERE install IN (${marks}) AND install <> '' AND message <> '')`,
    named,
  );
  const tallies = createPushTallies();
  for (const { time, outside } of lives)
    if (outside !== null) tallies.count(Number(time), Number(outside), OUTSIDE, 1, -1);
  for (const table of OF_INSTALLS) await sql.all(`DELETE FROM ${table} WHERE install IN (${marks})`, named);
  const units = new Set([...lives, ...links].map(({ device }) => String(device)));
  for (const { unit } of messages) units.add(String(unit));
  units.delete('');
  await insertRows(
    sql,
    'push_dirty',
    [...units].sort().map((unit) => [unit]),
    'ON CONFLICT DO NOTHING',
  );
  await tallies.write(sql);
}

/** Forgets what all devices have told; each unit is looked at anew afterwards. */
export async function forgetDevices(sql: LedgerSql): Promise<void> {
  for (const table of OF_INSTALLS) await sql.all(`DELETE FROM ${table}`);
  await sql.all('DELETE FROM push_tallies WHERE state = ?', [OUTSIDE]);
  await sql.all(
    `INSERT INTO push_dirty SELECT DISTINCT unit FROM push_sends WHERE heard = 1 OR span <> '' ON CONFLICT DO NOTHING`,
  );
}

/** Epoch millisecond of the oldest push. */
export async function oldestPush(sql: LedgerSql): Promise<number | undefined> {
  const [row] = await sql.all('SELECT min(time) AS time FROM push_sends');
  return row?.time === null || row?.time === undefined ? undefined : Number(row.time);
}
