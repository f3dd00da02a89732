import type postgres from 'postgres';
import { OffstageError } from '../../errors.ts';
import { ledgerTables, reasonTables } from '../ledger/tables.ts';
import { OS_OF_AGENTS } from '../os-of-agents.ts';

/**
 * What a server has to know to write here. It grows only when an older server could no longer write beside a newer one:
 * while they are replaced one after the other, both do. What an older one may leave out is in `ADDITIONS`.
 */
export const SCHEMA_VERSION = 1;

/** Keys of advisory locks; any number that nobody else uses. */
export const LOCKS: {
  readonly schema: string;
  readonly order: string;
  readonly rollup: string;
  readonly ledger: string;
} = {
  schema: '7310001',
  order: ofSchema(7_310_002),
  rollup: ofSchema(7_310_003),
  ledger: ofSchema(7_310_004),
};

/** One for each schema, so that apps in one database do not wait for each other; for the first the one that it always had. */
function ofSchema(key: number): string {
  return `${key} + CASE current_schema() WHEN 'offstage' THEN 0 ELSE hashtext(current_schema())::bigint * 16777216 END`;
}

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

/**
 * Totals per kind, and counts per hour: what `rollup.ts` brings up to the report that `rolled` names. Whoever removes
 * reports, an older server as well, deletes from `tallies` in the same transaction: from then on the rollup is stale. The
 * row is written even where it says so already, so that a rollup under way meets it.
 */
const ROLLUP = `
CREATE TABLE totals (
  kind bigint PRIMARY KEY,
  count bigint NOT NULL,
  weight double precision NOT NULL,
  first double precision NOT NULL,
  last double precision NOT NULL,
  sample bigint NOT NULL
);
CREATE TABLE hours (
  hour bigint NOT NULL,
  type text NOT NULL,
  endpoint text NOT NULL,
  noise text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (hour, type, endpoint, noise)
);
CREATE TABLE rolled (last bigint NOT NULL, stale boolean NOT NULL);
INSERT INTO rolled VALUES (0, true);
CREATE FUNCTION rollup_is_stale() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
  AS 'BEGIN UPDATE rolled SET stale = true; RETURN NULL; END';
CREATE TRIGGER rollup_is_stale AFTER DELETE ON tallies FOR EACH STATEMENT EXECUTE FUNCTION rollup_is_stale();
`;

const TYPES = { key: 'bigint PRIMARY KEY', integer: 'bigint', real: 'double precision' };

/**
 * What came later, each with a query that finds it and what there is to do once. An older server goes on writing without
 * them, and none of its statements may need them: columns stand at the end of their table and have a default.
 */
const ADDITIONS: readonly { readonly find: string; readonly sql: string }[] = [
  {
    find: column('agents', 'os'),
    sql: `ALTER TABLE agents ADD COLUMN os text NOT NULL DEFAULT ''; ${OS_OF_AGENTS}`,
  },
  { find: relation('tallies_hour'), sql: 'CREATE INDEX tallies_hour ON tallies (hour)' },
  { find: relation('rolled'), sql: ROLLUP },
  {
    find: column('agents', 'scope'),
    sql: "ALTER TABLE agents ADD COLUMN app text NOT NULL DEFAULT '', ADD COLUMN scope text NOT NULL DEFAULT ''",
  },
  {
    find: relation('push_ledger'),
    sql: ledgerTables(TYPES),
  },
  { find: relation('push_signed'), sql: reasonTables(TYPES) },
];

function column(table: string, name: string): string {
  return `SELECT 1 FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = '${table}' AND column_name = '${name}'`;
}

function relation(name: string): string {
  return `SELECT 1 FROM pg_class WHERE relname = '${name}' AND relnamespace = current_schema()::regnamespace`;
}

/** Creates or checks the schema. Any number of servers may do so at once: the lock lets one after the other in. */
export async function prepareSchema(sql: postgres.Sql, url: string, schema = 'offstage'): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`SELECT pg_advisory_xact_lock(${LOCKS.schema})`);
    await transaction.unsafe(
      `CREATE SCHEMA IF NOT EXISTS ${schema}; CREATE TABLE IF NOT EXISTS ${schema}.schema_version (version integer NOT NULL)`,
    );
    const [row] = await transaction.unsafe('SELECT version FROM schema_version');
    const found = row === undefined ? 0 : Number(row.version);
    if (found > SCHEMA_VERSION) {
      throw new OffstageError('STORE_NEWER', { url, found, known: SCHEMA_VERSION });
    }
    if (found === 0) {
      await transaction.unsafe(`${SCHEMA} INSERT INTO schema_version VALUES (${SCHEMA_VERSION})`);
    }
    for (const { find, sql: addition } of ADDITIONS) {
      if ((await transaction.unsafe(find)).length > 0) continue;
      // Writers queue behind who waits for a table: rather try again than hold them up.
      await transaction.unsafe("SET LOCAL lock_timeout = '1s'");
      await transaction.unsafe(addition);
    }
  });
}
