import { type Fate, joinUnit } from './join-unit.ts';
import { insertRows, type LedgerSql, type LedgerValue, partsFor } from './ledger-sql.ts';
import { type LifeRow, loadUnits, type SendRow } from './load-units.ts';
import { createKindIds, type PushKind, writeKinds } from './push-kinds.ts';
import type { PushTallies } from './push-tallies.ts';
import type { Link } from './reasons/why-gone.ts';
import { codeOf, OUTSIDE } from './states.ts';

/**
 * Finds out anew what became of the pushes of some units, within a transaction, and changes what is different and the counts
 * of it.
 */
export async function resolve(
  sql: LedgerSql,
  units: readonly string[],
  now: number,
  tallies: PushTallies,
): Promise<void> {
  const { idOf, kinds } = createKindIds();
  const changedSends: LedgerValue[][] = [];
  const changedLives: LedgerValue[][] = [];
  /** Devices of the same installations: that both have got the same is found out at each of them. */
  const twins = new Set<string>();

  for (const unit of await loadUnits(sql, units)) {
    const joined = joinUnit(unit, now);
    const fates = new Map(joined.fates.map((fate) => [fate.id, fate]));
    for (const send of unit.sends) compareSend(send, fates.get(send.id) as Fate, unit.heard ? 1 : 0);
    for (const life of unit.arrivals) compareLife(life, joined.sendOf.get(life.span) ?? 0, unit.others);
  }

  function compareSend(send: SendRow, fate: Fate, heard: number): void {
    const state = codeOf(fate.state);
    const guess = fate.guess ? 1 : 0;
    const { browser, app, gone, flags } = fate;
    const kind = idOf({ ...send.kindOf, browser, app, gone, flags });
    const same =
      kind === send.kind &&
      state === send.state &&
      heard === send.heard &&
      guess === send.guess &&
      fate.span === send.span &&
      fate.due === send.due;
    if (same) return;
    tallies.count(send.time, send.kind, send.state, send.heard, -1);
    tallies.count(send.time, kind, state, heard, 1);
    changedSends.push([send.id, kind, state, heard, guess, fate.span, fate.due]);
  }

  function compareLife(life: LifeRow, send: number, others: readonly Link[]): void {
    const outside = send === 0 ? idOf({ ...NOBODYS, browser: life.browser, app: life.app }) : null;
    if (send === life.send && outside === life.outside) return;
    if (life.outside !== null) tallies.count(life.time, life.outside, OUTSIDE, 1, -1);
    if (outside !== null) tallies.count(life.time, outside, OUTSIDE, 1, 1);
    changedLives.push([life.span, send, outside]);
    for (const { device } of others) twins.add(device);
  }

  await writeKinds(sql, kinds);
  await update(sql, 'push_sends', SEND_CHANGES, changedSends);
  await update(sql, 'push_lives', LIFE_CHANGES, changedLives);
  const dirty = [...twins].sort().map((unit) => [unit]);
  await insertRows(sql, 'push_dirty', dirty, 'ON CONFLICT DO NOTHING');
}

/** Of what matches no send. */
const NOBODYS: PushKind = {
  ...{ campaign: '', labels: '', service: '', browser: '', app: '', status: 0, gone: '', flags: 0 },
};

/** The first is the key. */
type Column = readonly [name: string, type: string];
const SEND_CHANGES: readonly Column[] = [
  ['id', 'BIGINT'],
  ['kind', 'BIGINT'],
  ['state', 'BIGINT'],
  ['heard', 'BIGINT'],
  ['guess', 'BIGINT'],
  ['span', 'TEXT'],
  ['due', 'DOUBLE PRECISION'],
];
const LIFE_CHANGES: readonly Column[] = [
  ['span', 'TEXT'],
  ['send', 'BIGINT'],
  ['outside', 'BIGINT'],
];

/** SQLite a row at a time; PostgreSQL many at once, whose columns it calls `column1` and so on. */
async function update(
  sql: LedgerSql,
  table: string,
  columns: readonly Column[],
  rows: readonly (readonly LedgerValue[])[],
): Promise<void> {
  const [[key], ...others] = columns as [Column, ...Column[]];
  if (sql.kind === 'sqlite') {
    const set = others.map(([name]) => `${name} = ?`).join(', ');
    for (const [of, ...values] of rows)
      await sql.all(`UPDATE ${table} SET ${set} WHERE ${key} = ?`, [...values, of as LedgerValue]);
    return;
  }
  const row = `(${columns.map(([, type]) => `CAST(? AS ${type})`).join(', ')})`;
  const set = others.map(([name], index) => `${name} = v.column${index + 2}`).join(', ');
  for (const part of partsFor(sql, rows, columns.length))
    await sql.all(
      `UPDATE ${table} SET ${set} FROM (VALUES ${part.map(() => row).join(', ')}) AS v WHERE ${table}.${key} = v.column1`,
      part.flat(),
    );
}
