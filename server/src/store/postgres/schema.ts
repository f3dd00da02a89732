import type postgres from 'postgres';
import { OffstageError } from '../../errors.ts';

export const SCHEMA_VERSION = 1;

/** Keys of advisory locks; any number that nobody else uses. */
export const LOCKS = { schema: 7_310_001, order: 7_310_002 } as const;

/**
 * The same tables as in SQLite (see there), but for two things. Reports are partitioned by day, so that retention drops
 * tables instead of rows. Tallies are kept per writing connection, so that no two writers wait for each other's counts.
 */
const SCHEMA = `
CREATE TABLE kinds (
  id bigint PRIMARY KEY,
  type text NOT NULL,
  origin text NOT NULL,
  endpoint text NOT NULL,
  browser text NOT NULL,
  noise text NOT NULL,
  grp text NOT NULL,
  title text NOT NULL
);
CREATE TABLE agents (
  id bigint PRIMARY KEY,
  user_agent text NOT NULL,
  browser_version text NOT NULL
);
CREATE SEQUENCE report_ids AS bigint;
CREATE TABLE reports (
  id bigint NOT NULL DEFAULT nextval('report_ids'),
  slot bigint NOT NULL,
  hash bigint NOT NULL,
  received double precision NOT NULL,
  time double precision NOT NULL,
  kind bigint NOT NULL,
  agent bigint NOT NULL,
  weight double precision NOT NULL,
  url text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (slot, hash)
) PARTITION BY RANGE (slot);
CREATE INDEX reports_id ON reports (id);
CREATE INDEX reports_kind ON reports (kind, slot);
CREATE TABLE tallies (
  kind bigint NOT NULL,
  hour bigint NOT NULL,
  writer bigint NOT NULL,
  count bigint NOT NULL,
  weight double precision NOT NULL,
  first double precision NOT NULL,
  last double precision NOT NULL,
  sample bigint NOT NULL,
  PRIMARY KEY (kind, hour, writer)
) WITH (fillfactor = 50);
`;

/** Creates or checks the schema. Any number of servers may do so at once: the lock lets one after the other in. */
export async function prepareSchema(sql: postgres.Sql, url: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.schema})`);
    await transaction.unsafe(
      'CREATE SCHEMA IF NOT EXISTS offstage; CREATE TABLE IF NOT EXISTS offstage.schema_version (version integer NOT NULL)',
    );
    const [row] = await transaction.unsafe('SELECT version FROM offstage.schema_version');
    const found = row === undefined ? 0 : Number(row.version);
    if (found > SCHEMA_VERSION) {
      throw new OffstageError('STORE_NEWER', { url, found, known: SCHEMA_VERSION });
    }
    if (found === 0) {
      await transaction.unsafe(`${SCHEMA} INSERT INTO offstage.schema_version VALUES (${SCHEMA_VERSION})`);
    }
  });
}
