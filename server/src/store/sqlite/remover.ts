import { SLOTS_PER_HOUR } from '../slot.ts';
import type { Condition } from '../where.ts';
import type { Database } from './driver.ts';

export interface Removal {
  readonly removed: number;
  /** Where the next step goes on. */
  readonly next: number;
  readonly more: boolean;
}

export interface Remover {
  /** Removes some of what matches and has an id above `from`. */
  take(where: Condition, from: number): Removal;
  /** Removes some of what happened before this slot, oldest first. */
  takeOldest(before: number): Removal;
  /** Counts some of the touched tallies and totals anew. Returns whether there are more. */
  mend(): boolean;
  /** Drops what no report refers to any more. */
  tidy(): void;
}

/** Reports that one transaction removes: small, so that new reports never wait long. */
const STEP = 2_000;
/** Tallies or totals that one transaction counts anew. */
const MEND_STEP = 20;

/**
 * Removes reports in small transactions, and keeps the counts right: each step subtracts what it took; tallies and
 * totals that lost a part are counted anew afterwards, for their first, last and sample. Which those are stands in the
 * file, so that the next process goes on where this one was killed.
 */
export function createRemover(database: Database): Remover {
  database.exec(`
    CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY, kind INTEGER, hour INTEGER, weight REAL, slot INTEGER, hash INTEGER);
    CREATE TEMP TABLE mending (kind INTEGER, hour INTEGER);
  `);

  function take(where: Condition, from: number): Removal {
    database
      .prepare(
        `INSERT INTO gone SELECT r.id, r.kind, r.slot / ${SLOTS_PER_HOUR}, r.weight, r.slot, r.hash FROM reports r
         WHERE ${where.sql} AND r.id > ? ORDER BY r.id LIMIT ${STEP}`,
      )
      .run(...where.values, from);
    return removeGone(from);
  }

  function takeOldest(before: number): Removal {
    database
      .prepare(
        `INSERT INTO gone SELECT r.id, r.kind, r.slot / ${SLOTS_PER_HOUR}, r.weight, r.slot, r.hash
         FROM reports r INDEXED BY reports_time WHERE r.slot < ? ORDER BY r.slot LIMIT ${STEP}`,
      )
      .run(before);
    return removeGone(0);
  }

  function removeGone(from: number): Removal {
    const last = database.prepare('SELECT max(id) AS id FROM gone').get()?.id;
    database.prepare('UPDATE removed SET last = max(last, ?)').run(last ?? 0);
    database.exec(`
      INSERT OR IGNORE INTO touched SELECT DISTINCT kind, hour FROM gone;
      INSERT OR IGNORE INTO lessened SELECT DISTINCT kind FROM gone;
    `);
    const { changes } = database.prepare('DELETE FROM reports WHERE id IN (SELECT id FROM gone)').run();
    database.exec(`
      DELETE FROM identities WHERE (slot, hash) IN (SELECT slot, hash FROM gone);
      UPDATE tallies SET count = tallies.count - lost.count, weight = tallies.weight - lost.weight
      FROM (SELECT kind, hour, count(*) AS count, sum(weight) AS weight FROM gone GROUP BY 1, 2) AS lost
      WHERE tallies.kind = lost.kind AND tallies.hour = lost.hour;
      DELETE FROM tallies WHERE count <= 0 AND (kind, hour) IN (SELECT kind, hour FROM gone);
      UPDATE totals SET count = totals.count - lost.count, weight = totals.weight - lost.weight
      FROM (SELECT kind, count(*) AS count, sum(weight) AS weight FROM gone GROUP BY 1) AS lost
      WHERE totals.kind = lost.kind;
      DELETE FROM totals WHERE count <= 0 AND kind IN (SELECT kind FROM gone);
      UPDATE hours SET count = hours.count - lost.count
      FROM (
        SELECT g.hour, k.type, k.endpoint, k.noise, count(*) AS count FROM gone g JOIN kinds k ON k.id = g.kind GROUP BY 1, 2, 3, 4
      ) AS lost
      WHERE hours.hour = lost.hour AND hours.type = lost.type AND hours.endpoint = lost.endpoint AND hours.noise = lost.noise;
      DELETE FROM hours WHERE count <= 0 AND hour IN (SELECT hour FROM gone);
      DELETE FROM gone;
    `);
    const removed = Number(changes);
    return { removed, next: Number(last ?? from), more: removed === STEP };
  }

  function mend(): boolean {
    // A kind's total is made of its tallies: those first.
    if (database.prepare('SELECT 1 FROM touched').get() === undefined) return mendTotals();
    database.exec(`
      INSERT INTO mending SELECT kind, hour FROM touched LIMIT ${MEND_STEP};
      DELETE FROM touched WHERE (kind, hour) IN (SELECT kind, hour FROM mending);
      DELETE FROM tallies WHERE (kind, hour) IN (SELECT kind, hour FROM mending);
      INSERT INTO tallies
        SELECT m.kind, m.hour, count(*), sum(r.weight), min(r.time), max(r.time), max(r.id)
        FROM mending m CROSS JOIN reports r INDEXED BY reports_kind
          ON r.kind = m.kind AND r.slot BETWEEN m.hour * ${SLOTS_PER_HOUR} AND (m.hour + 1) * ${SLOTS_PER_HOUR} - 1
        GROUP BY m.kind, m.hour;
      DELETE FROM mending;
    `);
    return true;
  }

  function mendTotals(): boolean {
    database.exec(`
      INSERT INTO mending SELECT kind, 0 FROM lessened LIMIT ${MEND_STEP};
      DELETE FROM lessened WHERE kind IN (SELECT kind FROM mending);
      DELETE FROM totals WHERE kind IN (SELECT kind FROM mending);
      INSERT INTO totals
        SELECT t.kind, sum(t.count), sum(t.weight), min(t.first), max(t.last), max(t.sample)
        FROM mending m CROSS JOIN tallies t ON t.kind = m.kind GROUP BY t.kind;
      DELETE FROM mending;
    `);
    return database.prepare('SELECT 1 FROM lessened').get() !== undefined;
  }

  function tidy(): void {
    database.exec(`
      DELETE FROM kinds WHERE id NOT IN (SELECT kind FROM totals);
      DELETE FROM agents WHERE id NOT IN (SELECT agent FROM reports);
    `);
  }

  return { take, takeOldest, mend, tidy };
}
