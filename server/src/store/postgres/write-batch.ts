import type postgres from 'postgres';
import type { PackedReport } from '../packed-report.ts';
import { SLOT, SLOTS_PER_HOUR } from '../slot.ts';
import { arrayLiteral } from './array-literal.ts';
import { LOCKS } from './schema.ts';

/**
 * One statement, so one round trip and one commit. The shared lock is taken before the first id: whoever holds it
 * exclusively knows that every id given so far is committed or never will be (see `horizon.ts`).
 *
 * The look at neighbouring slots is a scalar subquery and no `NOT EXISTS`, which the planner would turn into a join
 * with all reports.
 */
const WRITE = `
WITH ordered AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${LOCKS.order})),
new_kinds AS (
  INSERT INTO kinds SELECT k.* FROM ordered, unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) k
  ON CONFLICT DO NOTHING
),
new_agents AS (
  INSERT INTO agents (id, user_agent, browser_version, os, app, scope)
  SELECT a.* FROM ordered, unnest($9::bigint[], $10::text[], $11::text[], $22::text[], $23::text[], $24::text[]) a
  ON CONFLICT DO NOTHING
),
fresh AS (
  INSERT INTO reports (slot, hash, received, time, kind, agent, weight, url, body)
  SELECT i.* FROM ordered, unnest($12::bigint[], $13::bigint[], $14::float8[], $15::float8[], $16::bigint[], $17::bigint[], $18::float8[], $19::text[], $20::text[])
    AS i (slot, hash, received, time, kind, agent, weight, url, body)
  WHERE (SELECT 1 FROM reports r WHERE r.slot = i.slot - 1 AND r.hash = i.hash AND r.time > i.time - ${SLOT}) IS NULL
    AND (SELECT 1 FROM reports r WHERE r.slot = i.slot + 1 AND r.hash = i.hash AND r.time < i.time + ${SLOT}) IS NULL
  ON CONFLICT DO NOTHING
  RETURNING id, slot, hash, kind, time, weight
),
counted AS (
  INSERT INTO tallies
  SELECT kind, slot / ${SLOTS_PER_HOUR}, $21::bigint, count(*), sum(weight), min(time), max(time), max(id) FROM fresh GROUP BY 1, 2
  ON CONFLICT (kind, hour, writer) DO UPDATE SET
    count = tallies.count + excluded.count, weight = tallies.weight + excluded.weight,
    first = least(tallies.first, excluded.first), last = greatest(tallies.last, excluded.last),
    sample = greatest(tallies.sample, excluded.sample)
)
SELECT slot, hash FROM fresh`;

/** Makes reports durable. Returns, per report, whether it was new. Writing the same again is harmless. */
export async function writeBatch(
  sql: postgres.Sql,
  reports: readonly PackedReport[],
  writer: bigint,
): Promise<readonly boolean[]> {
  // In one order everywhere, so that two servers that get the same reports don't wait for each other crosswise.
  const rows = withoutRepeats(reports).sort((a, b) => a.slot - b.slot || compare(a.hash, b.hash));
  const kinds = distinct(rows.map((row) => row.kind));
  const agents = distinct(rows.map((row) => row.agent));
  const fresh = await sql.unsafe(
    WRITE,
    [
      arrayLiteral(kinds.map((kind) => kind.id)),
      arrayLiteral(kinds.map((kind) => kind.type)),
      arrayLiteral(kinds.map((kind) => kind.origin)),
      arrayLiteral(kinds.map((kind) => kind.endpoint)),
      arrayLiteral(kinds.map((kind) => kind.browser)),
      arrayLiteral(kinds.map((kind) => kind.noise)),
      arrayLiteral(kinds.map((kind) => kind.group)),
      arrayLiteral(kinds.map((kind) => kind.title)),
      arrayLiteral(agents.map((agent) => agent.id)),
      arrayLiteral(agents.map((agent) => agent.userAgent)),
      arrayLiteral(agents.map((agent) => agent.browserVersion)),
      arrayLiteral(rows.map((row) => row.slot)),
      arrayLiteral(rows.map((row) => row.hash)),
      arrayLiteral(rows.map((row) => row.received)),
      arrayLiteral(rows.map((row) => row.time)),
      arrayLiteral(rows.map((row) => row.kind.id)),
      arrayLiteral(rows.map((row) => row.agent.id)),
      arrayLiteral(rows.map((row) => row.weight)),
      arrayLiteral(rows.map((row) => row.url)),
      arrayLiteral(rows.map((row) => row.body)),
      String(writer),
      arrayLiteral(agents.map((agent) => agent.os)),
      arrayLiteral(agents.map((agent) => agent.app)),
      arrayLiteral(agents.map((agent) => agent.scope)),
    ],
    { prepare: true },
  );
  const stored = new Set(fresh.map((row) => `${row.slot}/${row.hash}`));
  return reports.map((report) => stored.delete(`${report.slot}/${report.hash}`));
}

/** What the statement can't see, as it sees only what was there before: the same report twice in one batch. */
function withoutRepeats(reports: readonly PackedReport[]): PackedReport[] {
  const seen = new Map<string, number>();
  return reports.filter(({ slot, hash, time }) => {
    const repeated = [slot - 1, slot, slot + 1].some(
      (near) => Math.abs((seen.get(`${near}/${hash}`) ?? Number.NaN) - time) < SLOT,
    );
    if (!repeated) seen.set(`${slot}/${hash}`, time);
    return !repeated;
  });
}

function distinct<Row extends { readonly id: bigint }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => compare(a.id, b.id));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
