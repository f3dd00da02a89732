import type { Agent, Kind } from '../packed-report.ts';
import type { ReportFilter } from '../report.ts';
import { slotOf } from '../slot.ts';
import { reportCondition } from '../where.ts';
import { type Batch, COLUMNS } from './batch.ts';
import type { Database } from './driver.ts';
import { createIdentities } from './identities.ts';
import { createInbox, type Entry, reportsIn } from './inbox.ts';
import { createRemover, type Removal } from './remover.ts';
import { createTallier } from './tallier.ts';

/** The one connection that writes. Runs in a thread of its own. */
export interface Writer {
  /** Per report: 1 where it was new, else 0. */
  add(batch: Batch): Uint8Array;
  /** Puts what is only durable yet where it is found. */
  shelve(): void;
  /** One step of removing what matches; call again until `more` is false. `from` is the last step's `next`. */
  remove(filter: ReportFilter, from: number): Removal;
  /** One step of removing what happened before `before` (a slot); the oldest go first. */
  removeOldest(before: number): Removal;
  /** Of the oldest report. */
  oldestSlot(): number | undefined;
  /** Sees to the counts that a removal left wrong, some at a time. Returns whether there is more to do. */
  mend(): boolean;
  /** Drops what no report refers to any more. */
  tidy(): void;
  /** Bytes in use. */
  size(): number;
  /** Gives back memory that only makes things faster. */
  shrink(): void;
  close(): void;
}

/** New reports from which on a batch goes to its place at once: it is worth its pages. */
const LARGE = 100;
/** Kinds and agents that are known to be in the file. */
const KNOWN_LIMIT = 20_000;

export function createWriter(database: Database): Writer {
  const insertKind = database.prepare('INSERT OR IGNORE INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const findKind = database.prepare('SELECT 1 FROM kinds WHERE id = ?');
  const findAgent = database.prepare('SELECT 1 FROM agents WHERE id = ?');
  const insertAgent = database.prepare(
    'INSERT OR IGNORE INTO agents (id, user_agent, browser_version, os, app, scope) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertReport = database.prepare(
    'INSERT INTO reports (id, slot, hash, received, time, kind, agent, weight, url, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const pages = database.prepare(
    'SELECT (page_count - freelist_count) * page_size AS bytes FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
  );
  const largestId = database.prepare(
    'SELECT max((SELECT last FROM removed), coalesce((SELECT max(id) FROM reports), 0)) AS id',
  );
  const oldest = database.prepare('SELECT min(slot) AS slot FROM reports');
  const kinds = new Map<bigint, Kind>();
  const tallier = createTallier(database, (id) => kinds.get(id));
  const identities = createIdentities(database);
  const agents = new Map<bigint, Agent>();
  const known = new Set<bigint>();
  const inbox = createInbox(database);
  let lastId = 0;
  /** Whether what we remember is so: not at first, nor after a rollback. */
  let recalled = false;

  function recall(): void {
    inbox.load();
    identities.load();
    for (const entry of inbox.entries()) {
      for (const { hash, time } of reportsIn(entry)) identities.remember(hash, time);
    }
    lastId = Number(largestId.get()?.id) + inbox.count;
    known.clear();
    recalled = true;
  }

  function transaction<Result>(work: () => Result): Result {
    begin.run();
    try {
      if (!recalled) recall();
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      recalled = false;
      tallier.forget();
      try {
        database.exec('ROLLBACK');
      } catch {
        // SQLite rolls back by itself on some errors (full disk); then there is nothing left to roll back.
      }
      throw error;
    }
  }

  /** What a batch describes stays described, so this happens outside its transaction. */
  function learn(batch: Batch): void {
    if (batch.anew) {
      kinds.clear();
      agents.clear();
    }
    for (const kind of batch.kinds) kinds.set(kind.id, kind);
    for (const agent of batch.agents) agents.set(agent.id, agent);
  }

  /**
   * What a report refers to has to be in the file, or it would be missing from every answer. An error makes the other side
   * describe everything again.
   */
  function describe(kindId: bigint, agentId: bigint): void {
    if (known.size > KNOWN_LIMIT) known.clear();
    const kind = known.has(kindId) ? undefined : kinds.get(kindId);
    if (kind !== undefined) {
      const { id, type, origin, endpoint, browser, noise, group, title } = kind;
      insertKind.run(id, type, origin, endpoint, browser, noise, group, title);
      known.add(id);
    }
    if (!known.has(kindId) && findKind.get(kindId) === undefined)
      throw new Error('A kind was never described');
    const agent = known.has(agentId) ? undefined : agents.get(agentId);
    if (agent !== undefined) {
      insertAgent.run(agent.id, agent.userAgent, agent.browserVersion, agent.os, agent.app, agent.scope);
      known.add(agent.id);
    }
    if (!known.has(agentId) && findAgent.get(agentId) === undefined)
      throw new Error('An agent was never described');
  }

  function addAll(batch: Batch): Uint8Array {
    const { keys, numbers, lengths, text } = batch;
    const isNew = new Uint8Array(lengths.length / 2);
    let count = 0;
    for (let index = 0; index < isNew.length; index++) {
      const at = index * COLUMNS;
      if (!identities.isNew(keys[at] as bigint, numbers[at + 1] as number)) continue;
      describe(keys[at + 1] as bigint, keys[at + 2] as bigint);
      isNew[index] = 1;
      count++;
    }
    const entry = { first: lastId + 1, isNew, keys, numbers, lengths, text };
    lastId += count;
    if (count >= LARGE) shelveAll(entry);
    else if (count > 0) inbox.put(entry, count);
    return isNew;
  }

  function place(entry: Entry): void {
    for (const { id, hash, kind, agent, received, time, weight, url, body } of reportsIn(entry)) {
      const slot = slotOf(time);
      insertReport.run(id, slot, hash, received, time, kind, agent, weight, url, body);
      tallier.count(kind, slot, time, weight, id);
    }
  }

  /** Also `more`, which need not go through the inbox. */
  function shelveAll(more?: Entry): void {
    for (const entry of inbox.entries()) place(entry);
    if (more !== undefined) place(more);
    tallier.write();
    identities.follow(lastId);
    inbox.clear();
  }

  /** Removes reports and their identities, which have to be where they can be removed. */
  function removing(work: () => Removal): Removal {
    return transaction(() => {
      shelveAll();
      identities.settle(lastId);
      // Their identities are to be forgotten.
      recalled = false;
      return work();
    });
  }

  function shelve(): void {
    if (!recalled || inbox.count > 0) transaction(() => shelveAll());
  }

  const remover = createRemover(database);

  return {
    add(batch) {
      learn(batch);
      return transaction(() => addAll(batch));
    },
    shelve,
    remove: (filter, from) => removing(() => remover.take(reportCondition(filter, 'LIKE'), from)),
    removeOldest: (before) => removing(() => remover.takeOldest(before)),
    oldestSlot() {
      shelve();
      const slot = oldest.get()?.slot;
      return slot === null || slot === undefined ? undefined : Number(slot);
    },
    mend: () => transaction(remover.mend),
    tidy() {
      transaction(() => {
        shelveAll();
        remover.tidy();
      });
      known.clear();
    },
    size: () => Number(pages.get()?.bytes),
    shrink: () => database.exec('PRAGMA shrink_memory'),
    close() {
      try {
        shelve();
      } catch {
        // The next start finds it in the inbox.
      }
      database.close();
    },
  };
}
