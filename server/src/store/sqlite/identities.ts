import { SLOT, slotOf } from '../slot.ts';
import type { Database } from './driver.ts';

/**
 * Tells a report that the browser sends again. Looked up in memory as long as it is recent, which it nearly always is;
 * on disk the identities follow the reports a thousand at a time, in order, since putting each hash in its place at once
 * would touch a page per report.
 */
export interface Identities {
  /** Whether no report with this hash happened less than half a second before or after; then this one is remembered. */
  isNew(hash: bigint, time: number): boolean;
  /** In the transaction that added reports, up to `lastId`. */
  follow(lastId: number): void;
  /** In a transaction, before reports are removed. */
  settle(lastId: number): void;
  /** After a rollback or a removal: memory is made anew from the file. */
  forget(): void;
}

interface Generation {
  /** Per slot: hash and time. */
  readonly slots: Map<number, Map<bigint, number>>;
  count: number;
  newest: number;
}

/** Reports that are written to the table of identities at once. */
const STEP = 1_000;
/** Reports that are remembered; twice as many for a while. */
const REMEMBERED = 50_000;

const newGeneration = (): Generation => ({ slots: new Map(), count: 0, newest: Number.NEGATIVE_INFINITY });

export function createIdentities(database: Database): Identities {
  const find = database.prepare(
    `SELECT 1 FROM identities WHERE slot IN (?1 - 1, ?1, ?1 + 1) AND hash = ?2 AND abs(time - ?3) < ${SLOT}`,
  );
  const copy = database.prepare(
    'INSERT OR IGNORE INTO identities SELECT slot, hash, time FROM reports WHERE id > ? AND id <= ? ORDER BY slot, hash',
  );
  const mark = database.prepare('UPDATE identified SET last = ?');
  let loaded = false;
  let young = newGeneration();
  let old = newGeneration();
  /** The last report whose identity is on disk. */
  let settled = 0;
  /** No slot beyond this has identities that are on disk alone. */
  let newestForgotten = Number.NEGATIVE_INFINITY;

  function load(): void {
    young = newGeneration();
    old = newGeneration();
    settled = Number(database.prepare('SELECT last FROM identified').get()?.last);
    const newest = database.prepare('SELECT max(slot) AS slot FROM identities').get()?.slot ?? null;
    newestForgotten = newest === null ? Number.NEGATIVE_INFINITY : Number(newest);
    // As text, since a hash is larger than what a number holds.
    const rows = database
      .prepare('SELECT CAST(hash AS TEXT) AS hash, time FROM reports WHERE id > ?')
      .all(settled);
    for (const row of rows) remember(BigInt(String(row.hash)), Number(row.time));
    loaded = true;
  }

  function remember(hash: bigint, time: number): void {
    const slot = slotOf(time);
    let hashes = young.slots.get(slot);
    if (hashes === undefined) {
      hashes = new Map();
      young.slots.set(slot, hashes);
    }
    hashes.set(hash, time);
    young.count++;
    if (slot > young.newest) young.newest = slot;
  }

  function isRemembered(hash: bigint, time: number, slot: number): boolean {
    for (const { slots } of [young, old]) {
      for (let near = slot - 1; near <= slot + 1; near++) {
        const found = slots.get(near)?.get(hash);
        if (found !== undefined && Math.abs(found - time) < SLOT) return true;
      }
    }
    return false;
  }

  function settle(lastId: number): void {
    if (!loaded) load();
    if (lastId <= settled) return;
    copy.run(settled, lastId);
    mark.run(lastId);
    settled = lastId;
  }

  return {
    isNew(hash, time) {
      if (!loaded) load();
      const slot = slotOf(time);
      if (isRemembered(hash, time, slot)) return false;
      if (slot - 1 <= newestForgotten && find.get(slot, hash, time) !== undefined) return false;
      remember(hash, time);
      return true;
    },
    follow(lastId) {
      if (lastId - settled < STEP) return;
      settle(lastId);
      if (young.count < REMEMBERED) return;
      newestForgotten = Math.max(newestForgotten, old.newest);
      old = young;
      young = newGeneration();
    },
    settle,
    forget() {
      loaded = false;
    },
  };
}
