import { ledgerTables, reasonTables } from '../ledger/tables.ts';
import { OS_OF_AGENTS } from '../os-of-agents.ts';
import type { Database } from './driver.ts';

/** Version of the schema, kept in `PRAGMA user_version`. */
export const SCHEMA_VERSION = 9;

/**
 * Reports repeat themselves: what they share is stored once, in `kinds` (everything that can be filtered by) and
 * `agents`. Both have a hash as their id, so that no lookup is needed to write a report. `tallies` are the counts that
 * the API answers from; they change in the transaction that changes the reports. `removed` remembers the largest
 * id ever removed, so that ids are never given twice (AUTOINCREMENT would write to one more page on every commit).
 */
const FIRST = `
CREATE TABLE kinds (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  origin TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  browser TEXT NOT NULL,
  noise TEXT NOT NULL,
  grp TEXT NOT NULL,
  title TEXT NOT NULL
);
CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  user_agent TEXT NOT NULL,
  browser_version TEXT NOT NULL
);
CREATE TABLE removed (last INTEGER NOT NULL);
INSERT INTO removed VALUES (0);
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  slot INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  received REAL NOT NULL,
  time REAL NOT NULL,
  kind INTEGER NOT NULL,
  agent INTEGER NOT NULL,
  weight REAL NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX reports_kind ON reports (kind, slot);
CREATE TABLE tallies (
  kind INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  count INTEGER NOT NULL,
  weight REAL NOT NULL,
  first REAL NOT NULL,
  last REAL NOT NULL,
  sample INTEGER NOT NULL,
  PRIMARY KEY (kind, hour)
) WITHOUT ROWID;
`;

/**
 * Version 1 had a unique index over slot and hash, whose pages made up most of every commit. Now `identities` follows
 * the reports in larger steps, as far as `identified` says.
 */
const SECOND = `
DROP INDEX IF EXISTS reports_identity;
CREATE INDEX reports_time ON reports (slot);
CREATE TABLE identities (
  slot INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  time REAL NOT NULL,
  PRIMARY KEY (slot, hash)
) WITHOUT ROWID;
INSERT INTO identities SELECT slot, hash, time FROM reports ORDER BY slot, hash;
CREATE TABLE identified (last INTEGER NOT NULL);
INSERT INTO identified SELECT coalesce(max(id), 0) FROM reports;
`;

/** Since version 3 reports come through the inbox. Its columns have the names of `Entry`'s members. */
const THIRD = `
CREATE TABLE inbox (
  first INTEGER PRIMARY KEY,
  is_new BLOB NOT NULL,
  keys BLOB NOT NULL,
  numbers BLOB NOT NULL,
  lengths BLOB NOT NULL,
  text TEXT NOT NULL
);
`;

/** Since version 4 the operating system is a column, like the browser and its version. */
const FOURTH = `
ALTER TABLE agents ADD COLUMN os TEXT NOT NULL DEFAULT '';
${OS_OF_AGENTS};
`;

/** Since version 5 what is asked about all of the time is not added up from every hour of every kind. */
const FIFTH = `
CREATE TABLE totals (
  kind INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  weight REAL NOT NULL,
  first REAL NOT NULL,
  last REAL NOT NULL,
  sample INTEGER NOT NULL
);
INSERT INTO totals
  SELECT kind, sum(count), sum(weight), min(first), max(last), max(sample) FROM tallies GROUP BY kind;
CREATE TABLE hours (
  hour INTEGER NOT NULL,
  type TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  noise TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, type, endpoint, noise)
) WITHOUT ROWID;
INSERT INTO hours
  SELECT t.hour, k.type, k.endpoint, k.noise, sum(t.count) FROM tallies t JOIN kinds k ON k.id = t.kind GROUP BY 1, 2, 3, 4;
`;

/** Since version 6 a removal says in the file which counts it left to be made anew, so that a kill in between loses none. */
const SIXTH = `
CREATE TABLE touched (kind INTEGER, hour INTEGER, PRIMARY KEY (kind, hour)) WITHOUT ROWID;
CREATE TABLE lessened (kind INTEGER PRIMARY KEY);
`;

/** Since version 7 uploaded entries have the app's version and their scope as columns. */
const SEVENTH = `
ALTER TABLE agents ADD COLUMN app TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN scope TEXT NOT NULL DEFAULT '';
`;

/** Since version 8 there is the push ledger. */
const TYPES = { key: 'INTEGER PRIMARY KEY', integer: 'INTEGER', real: 'REAL' };
const EIGHTH = ledgerTables(TYPES);

/** Since version 9 it knows why subscriptions are gone, and what senders are warned of. */
const NINTH = reasonTables(TYPES);

/** What brings a file from one version to the next. */
const STEPS = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH, NINTH];

/** Brings a file to the current schema, or to version `to`. Returns the version that it has now, which may be a newer one. */
export function prepareSchema(database: Database, to: number = SCHEMA_VERSION): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version >= to) return version;
  const steps = STEPS.slice(version, to).join('');
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`${steps} PRAGMA user_version = ${to}; COMMIT;`);
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
  return to;
}
