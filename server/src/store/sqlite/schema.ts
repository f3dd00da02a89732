import type { Database } from './driver.ts';

/** Version of the schema, kept in `PRAGMA user_version`. */
export const SCHEMA_VERSION = 1;

/**
 * Reports repeat themselves: what they share is stored once, in `kinds` (everything that can be filtered by) and
 * `agents`. Both have a hash as their id, so that no lookup is needed to write a report. `tallies` are the counts that
 * the API answers from; they change in the transaction that changes the reports. `removed` remembers the largest
 * id ever removed, so that ids are never given twice (AUTOINCREMENT would write to one more page on every commit).
 */
const SCHEMA = `
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
CREATE UNIQUE INDEX reports_identity ON reports (slot, hash);
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

/** Brings a new file to the current schema. Answers the version found in the file. */
export function prepareSchema(database: Database): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version !== 0) return version;
  database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
  return SCHEMA_VERSION;
}
