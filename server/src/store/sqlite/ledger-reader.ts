import { type PushFinding, pushFindings } from '../ledger/findings/push-findings.ts';
import type { PushFilter } from '../ledger/push-filter.ts';
import { type Funnel, pushFunnel, type SplitBy } from '../ledger/push-funnel.ts';
import {
  listPushes,
  type PlacedPush,
  type PushesQuery,
  type PushStory,
  pushesAfter,
  pushStory,
} from '../ledger/push-queries.ts';
import type { Database } from './driver.ts';
import { ledgerSql } from './ledger-sql.ts';

/** The ledger's part of the connection that reads. */
export interface LedgerReader {
  listPushes(query: PushesQuery): Promise<readonly PlacedPush[]>;
  pushesAfter(id: number, limit: number, filter: PushFilter): Promise<readonly PlacedPush[]>;
  pushStory(key: string, now: number): Promise<PushStory | undefined>;
  pushFunnel(filter: PushFilter, by: SplitBy | undefined): Promise<Funnel>;
  pushFindings(filter: PushFilter): Promise<readonly PushFinding[]>;
}

export function createLedgerReader(database: Database): LedgerReader {
  const sql = ledgerSql(database);

  /** All from one moment. */
  async function atOnce<Result>(work: () => Promise<Result>): Promise<Result> {
    database.exec('BEGIN');
    try {
      return await work();
    } finally {
      database.exec('COMMIT');
    }
  }

  return {
    listPushes: (query) => atOnce(() => listPushes(sql, query)),
    pushesAfter: (id, limit, filter) => atOnce(() => pushesAfter(sql, id, limit, filter)),
    pushStory: (key, now) => atOnce(() => pushStory(sql, key, now)),
    pushFunnel: (filter, by) => atOnce(() => pushFunnel(sql, filter, by)),
    pushFindings: (filter) => atOnce(() => pushFindings(sql, filter)),
  };
}
