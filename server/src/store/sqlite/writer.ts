import type { PackedReport } from '../packed-report.ts';
import type { ReportFilter } from '../report.ts';
import { SLOT } from '../slot.ts';
import { reportCondition } from '../where.ts';
import type { Database } from './driver.ts';
import { createRemover, type Removal } from './remover.ts';
import { createTallier } from './tallier.ts';

/** The one connection that writes. Runs in a thread of its own. */
export interface Writer {
  /** Per report: was it new? */
  add(reports: readonly PackedReport[]): readonly boolean[];
  /** One step of removing what matches; call again until `more` is false. `from` is the last step's `next`. */
  remove(filter: ReportFilter, from: number): Removal;
  /** One step of removing what happened before `before` (a slot); the oldest go first. */
  removeOldest(before: number): Removal;
  /** Sees to the counts that a removal left wrong, some at a time. Answers whether there is more to do. */
  mend(): boolean;
  /** Drops what no report refers to any more. */
  tidy(): void;
  /** Bytes in use. */
  size(): number;
  close(): void;
}

/** Kinds and agents that are known to be in the file. */
const KNOWN_LIMIT = 100_000;

export function createWriter(database: Database): Writer {
  const insertKind = database.prepare('INSERT OR IGNORE INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertAgent = database.prepare('INSERT OR IGNORE INTO agents VALUES (?, ?, ?)');
  const insertReport = database.prepare(
    `INSERT INTO reports (slot, hash, received, time, kind, agent, weight, url, body, id)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
     WHERE NOT EXISTS (SELECT 1 FROM reports WHERE slot = ?1 - 1 AND hash = ?2 AND time > ?4 - ${SLOT})
       AND NOT EXISTS (SELECT 1 FROM reports WHERE slot = ?1 + 1 AND hash = ?2 AND time < ?4 + ${SLOT})
     ON CONFLICT (slot, hash) DO NOTHING`,
  );
  const pages = database.prepare(
    'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
  );
  const tallier = createTallier(database);
  const known = new Set<bigint>();
  let lastId = Number(
    database
      .prepare('SELECT max((SELECT last FROM removed), coalesce((SELECT max(id) FROM reports), 0)) AS id')
      .get()?.id,
  );

  function transaction<Result>(work: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      known.clear();
      tallier.forget();
      try {
        database.exec('ROLLBACK');
      } catch {
        // SQLite rolls back by itself on some errors (full disk); then there is nothing left to roll back.
      }
      throw error;
    }
  }

  function describe({ kind, agent }: PackedReport): void {
    if (known.size > KNOWN_LIMIT) known.clear();
    if (!known.has(kind.id)) {
      const { id, type, origin, endpoint, browser, noise, group, title } = kind;
      insertKind.run(id, type, origin, endpoint, browser, noise, group, title);
      known.add(kind.id);
    }
    if (!known.has(agent.id)) {
      insertAgent.run(agent.id, agent.userAgent, agent.browserVersion);
      known.add(agent.id);
    }
  }

  function addOne(report: PackedReport): boolean {
    describe(report);
    const { slot, hash, received, time, kind, agent, weight, url, body } = report;
    const id = lastId + 1;
    const done = insertReport.run(slot, hash, received, time, kind.id, agent.id, weight, url, body, id);
    if (Number(done.changes) === 0) return false;
    lastId = id;
    tallier.count(report, id);
    return true;
  }

  const remover = createRemover(database);

  return {
    add: (reports) =>
      transaction(() => {
        const isNew = reports.map(addOne);
        tallier.write();
        return isNew;
      }),
    remove: (filter, from) => transaction(() => remover.take(reportCondition(filter, 'LIKE'), from)),
    removeOldest: (before) => transaction(() => remover.takeOldest(before)),
    mend: () => transaction(remover.mend),
    tidy() {
      transaction(remover.tidy);
      known.clear();
    },
    size: () => Number(pages.get()?.bytes),
    close: () => database.close(),
  };
}
