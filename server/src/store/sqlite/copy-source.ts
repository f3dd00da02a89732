import { existsSync } from 'node:fs';
import { OffstageError } from '../../errors.ts';
import { MESSAGE_UNIT, type NewSend, type SendFacts } from '../ledger/send.ts';
import { slotOf } from '../slot.ts';
import type { NewReport } from '../store.ts';
import { type Database, openDatabase, type SqlValue } from './driver.ts';
import { createInbox, type EntryReport, reportsIn } from './inbox.ts';
import { ownFile } from './own-file.ts';
import { prepareSchema, SCHEMA_VERSION } from './schema.ts';

/** A SQLite store as something to copy from, also while a server writes to it. */
export interface CopySource {
  /** The next reports in order of id, at most `limit`; none when all that is there was given. */
  next(limit: number): readonly NewReport[];
  /** The next sends of the push ledger in the order in which they came, at most `limit`. */
  nextSends(limit: number): readonly NewSend[];
  /** Reports in it now. */
  count(): number;
  /** Makes sure that no server writes to it from now on. Whether that was possible: not while one runs. */
  own(): boolean;
  close(): void;
}

type Row = Record<string, SqlValue>;

const KIND = 'k.type, k.origin, k.endpoint, k.browser, k.noise, k.grp, k.title';
const AGENT = 'a.user_agent, a.browser_version, a.os, a.app, a.scope';

/**
 * Opens a file that is there. One of an older version is brought along, which needs that no server runs on it.
 * Throws `STORE_NOT_FOUND`, `STORE_OLDER`, `STORE_NEWER` or `STORE_NOT_OPENED`.
 */
export function openCopySource(path: string): CopySource {
  if (!existsSync(path)) throw new OffstageError('STORE_NOT_FOUND', { url: path });
  let owned: Database | undefined;
  const own = (): boolean => {
    try {
      owned ??= ownFile(path, 0);
      return true;
    } catch (error) {
      if (error instanceof OffstageError && error.code === 'STORE_IN_USE') return false;
      throw error;
    }
  };
  try {
    bringAlong(path, own);
    const database = openDatabase(path, { readOnly: true });
    return {
      ...reading(database),
      own,
      close() {
        database.close();
        owned?.close();
      },
    };
  } catch (error) {
    owned?.close();
    if (error instanceof OffstageError) throw error;
    const next = 'Name the file of a store that is whole';
    throw new OffstageError('STORE_NOT_OPENED', { url: path, cause: String(error), next }, { cause: error });
  }
}

function bringAlong(path: string, own: () => boolean): void {
  const database = openDatabase(path, { readOnly: false });
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (found > SCHEMA_VERSION)
      throw new OffstageError('STORE_NEWER', { url: path, found, known: SCHEMA_VERSION });
    if (found === SCHEMA_VERSION) return;
    // Not to be made one.
    if (found === 0) throw new Error('it is none of ours');
    if (!own()) throw new OffstageError('STORE_OLDER', { url: path, found, known: SCHEMA_VERSION });
    prepareSchema(database);
  } finally {
    database.close();
  }
}

function reading(database: Database): Pick<CopySource, 'next' | 'nextSends' | 'count'> {
  database.exec('PRAGMA busy_timeout = 5000');
  // A hash is larger than what a number holds.
  const placed = database.prepare(
    `SELECT r.id, CAST(r.hash AS TEXT) AS hash, r.received, r.time, r.weight, r.url, r.body, ${KIND}, ${AGENT}
     FROM (SELECT * FROM reports WHERE id > ? ORDER BY id LIMIT ?) r
     JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent ORDER BY r.id`,
  );
  const kind = database.prepare(`SELECT ${KIND} FROM kinds k WHERE k.id = ?`);
  const agent = database.prepare(`SELECT ${AGENT} FROM agents a WHERE a.id = ?`);
  const total = database.prepare('SELECT count(*) AS count FROM reports');
  const inbox = createInbox(database);
  const sends = database.prepare(
    `SELECT s.id, s.name, s.time, s.received, s.unit, s.message_key, s.message, s.facts, k.campaign, k.labels, k.service
     FROM push_sends s JOIN push_kinds k ON k.id = s.kind WHERE s.id > ? ORDER BY s.id LIMIT ?`,
  );
  let last = 0;
  let lastSend = 0;

  /** What is durable only, and stands behind all that is in its place. */
  function waiting(): readonly EntryReport[] {
    inbox.load();
    return inbox.entries().flatMap((entry) => [...reportsIn(entry)]);
  }

  /** At one moment: what is shelved in between would be missed in one place or the other. */
  function atOnce<Result>(work: () => Result): Result {
    database.exec('BEGIN');
    try {
      return work();
    } finally {
      database.exec('COMMIT');
    }
  }

  return {
    next: (limit) =>
      atOnce(() => {
        const found = placed.all(last, limit).map((row) => ({ id: Number(row.id), report: reportOf(row) }));
        if (found.length < limit) {
          const seen = found.at(-1)?.id ?? last;
          for (const report of waiting().filter(({ id }) => id > seen)) {
            const row = { ...kind.get(report.kind), ...agent.get(report.agent), ...report };
            found.push({ id: report.id, report: reportOf(row) });
          }
        }
        last = found.at(-1)?.id ?? last;
        return found.map(({ report }) => report);
      }),
    nextSends(limit) {
      const found = sends.all(lastSend, limit);
      lastSend = Number(found.at(-1)?.id ?? lastSend);
      return found.map(sendOf);
    },
    count: () => atOnce(() => Number(total.get()?.count) + waiting().length),
  };
}

/** As it was told of; what became of it the target finds out by itself, from the reports. */
function sendOf(row: Row): NewSend {
  const text = (name: string) => String(row[name]);
  const some = (name: string) => text(name) || undefined;
  const unit = text('unit');
  return {
    ...(JSON.parse(text('facts')) as SendFacts),
    id: text('name'),
    time: Number(row.time),
    received: Number(row.received),
    service: text('service'),
    device: unit.startsWith(MESSAGE_UNIT) ? undefined : unit,
    key: some('message_key'),
    message: some('message'),
    campaign: some('campaign'),
    labels: text('labels') === '' ? undefined : (JSON.parse(text('labels')) as Record<string, string>),
  };
}

function reportOf(row: Row): NewReport {
  const text = (name: string) => String(row[name]);
  const time = Number(row.time);
  return {
    received: Number(row.received),
    time,
    slot: slotOf(time),
    hash: BigInt(row.hash as string | bigint),
    weight: Number(row.weight),
    url: text('url'),
    json: text('body'),
    type: text('type'),
    origin: text('origin'),
    endpoint: text('endpoint'),
    browser: text('browser'),
    noise: text('noise'),
    group: text('grp'),
    title: text('title'),
    userAgent: text('user_agent'),
    browserVersion: text('browser_version'),
    os: text('os'),
    app: text('app'),
    scope: text('scope'),
  };
}
