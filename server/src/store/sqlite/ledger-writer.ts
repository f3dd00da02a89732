import { addSends } from '../ledger/add-sends.ts';
import { ledgerStep } from '../ledger/follow.ts';
import { forgetDevices, forgetInstalls, oldestPush, removeOldestPushes } from '../ledger/remove-pushes.ts';
import type { NewSend } from '../ledger/send.ts';
import type { Database } from './driver.ts';
import { ledgerSql } from './ledger-sql.ts';

/** The ledger's part of the connection that writes. */
export interface LedgerWriter {
  addSends(sends: readonly NewSend[]): Promise<readonly boolean[]>;
  /** Whether anything was ever sent: before that there is nothing to follow. */
  ledgerUsed(): boolean;
  /** The largest id of a report that is in its place. */
  newestReport(): number;
  /** Takes some of what is in its place into account. Returns whether there is more. */
  ledgerStep(until: number, now: number): Promise<boolean>;
  /** One step of removing pushes that were sent before this epoch millisecond; the oldest go first. */
  removePushes(before: number): Promise<{ readonly removed: number; readonly more: boolean }>;
  /** What these installations have told; of all of them, where none is named. */
  forgetDevices(installs: readonly string[] | undefined): Promise<void>;
  /** Epoch milliseconds. */
  oldestPush(): Promise<number | undefined>;
}

export function createLedgerWriter(database: Database): LedgerWriter {
  const sql = ledgerSql(database);
  const last = database.prepare('SELECT last FROM push_ledger');
  const newest = database.prepare('SELECT max(id) AS id FROM reports');

  async function transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = await work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        database.exec('ROLLBACK');
      } catch {
        // SQLite rolls back by itself on some errors (full disk).
      }
      throw error;
    }
  }

  return {
    addSends: (sends) => transaction(() => addSends(sql, sends)),
    ledgerUsed: () => Number(last.get()?.last) > 0,
    newestReport: () => Number(newest.get()?.id ?? 0),
    ledgerStep: (until, now) => transaction(() => ledgerStep(sql, until, now)),
    removePushes: (before) => transaction(() => removeOldestPushes(sql, before)),
    forgetDevices: (installs) =>
      transaction(() => (installs === undefined ? forgetDevices(sql) : forgetInstalls(sql, installs))),
    oldestPush: () => oldestPush(sql),
  };
}
