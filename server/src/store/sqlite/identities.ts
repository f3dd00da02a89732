import { SLOT, slotOf } from '../slot.ts';
import type { Database } from './driver.ts';
import { createIdentityTable, type Halves, halvesOf, type IdentityTable } from './identity-table.ts';

/**
 * Tells a report that the browser sends again. Looked up in memory as long as it is recent, which it nearly always is;
 * on disk the identities follow the reports thousands at a time, in order, since putting each hash in its place at once
 * would touch a page per report.
 */
export interface Identities {
  /** Whether no report with this hash happened less than half a second before or after; then this one is remembered. */
  isNew(hash: bigint, time: number): boolean;
  /** Remembers what has been stored without being asked about. */
  remember(hash: bigint, time: number): void;
  /** In the transaction that stored reports, up to `lastId`. */
  follow(lastId: number): void;
  /** In a transaction, before reports are removed. */
  settle(lastId: number): void;
  /** Makes the memory anew from the file: at first, and after a rollback or a removal. */
  load(): void;
}

/** Reports whose identities are written at once. */
const STEP = 4_000;
/** Reports that are remembered; twice as many for a while. */
const REMEMBERED = 50_000;
const PLACES = 2 ** 17;

export function createIdentities(database: Database): Identities {
  const find = database.prepare(
    `SELECT 1 FROM identities WHERE slot IN (?1 - 1, ?1, ?1 + 1) AND hash = ?2 AND abs(time - ?3) < ${SLOT}`,
  );
  const copy = database.prepare(
    'INSERT OR IGNORE INTO identities SELECT slot, hash, time FROM reports WHERE id > ? AND id <= ? ORDER BY slot, hash',
  );
  const mark = database.prepare('UPDATE identified SET last = ?');
  let young = createIdentityTable(PLACES);
  let old = createIdentityTable(PLACES);
  /** The last report whose identity is on disk. */
  let settled = 0;
  /** No slot beyond this has identities that are on disk alone. */
  let newestForgotten = Number.NEGATIVE_INFINITY;

  function load(): void {
    young = createIdentityTable(PLACES);
    old = createIdentityTable(PLACES);
    settled = Number(database.prepare('SELECT last FROM identified').get()?.last);
    const newest = database.prepare('SELECT max(slot) AS slot FROM identities').get()?.slot ?? null;
    newestForgotten = newest === null ? Number.NEGATIVE_INFINITY : Number(newest);
    // As text, since a hash is larger than what a number holds.
    const rows = database
      .prepare('SELECT CAST(hash AS TEXT) AS hash, time FROM reports WHERE id > ?')
      .all(settled);
    for (const row of rows) {
      const time = Number(row.time);
      keep(halvesOf(BigInt(String(row.hash))), slotOf(time), time);
    }
  }

  function keep(hash: Halves, slot: number, time: number): void {
    if (young.size >= REMEMBERED) {
      newestForgotten = Math.max(newestForgotten, old.newestSlot);
      old = young;
      young = createIdentityTable(PLACES);
    }
    young.set(hash, slot, time);
  }

  function settle(lastId: number): void {
    copy.run(settled, lastId);
    mark.run(lastId);
    settled = lastId;
  }

  return {
    isNew(hash, time) {
      const slot = slotOf(time);
      const halves = halvesOf(hash);
      if (isIn(young, halves, slot, time) || isIn(old, halves, slot, time)) return false;
      if (slot - 1 <= newestForgotten && find.get(slot, hash, time) !== undefined) return false;
      keep(halves, slot, time);
      return true;
    },
    remember: (hash, time) => keep(halvesOf(hash), slotOf(time), time),
    follow(lastId) {
      if (lastId - settled >= STEP) settle(lastId);
    },
    settle,
    load,
  };
}

function isIn(table: IdentityTable, hash: Halves, slot: number, time: number): boolean {
  for (let near = slot - 1; near <= slot + 1; near++) {
    const found = table.timeOf(hash, near);
    if (found !== undefined && Math.abs(found - time) < SLOT) return true;
  }
  return false;
}
