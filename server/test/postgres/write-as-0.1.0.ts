import postgres from 'postgres';

/** The statement of 0.1.0, word for word: what an old server goes on doing beside new ones while they are replaced. */
const WRITE = `
WITH ordered AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(7310002)),
new_kinds AS (
  INSERT INTO kinds SELECT k.* FROM ordered, unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) k
  ON CONFLICT DO NOTHING
),
new_agents AS (
  INSERT INTO agents SELECT a.* FROM ordered, unnest($9::bigint[], $10::text[], $11::text[]) a
  ON CONFLICT DO NOTHING
),
fresh AS (
  INSERT INTO reports (slot, hash, received, time, kind, agent, weight, url, body)
  SELECT i.* FROM ordered, unnest($12::bigint[], $13::bigint[], $14::float8[], $15::float8[], $16::bigint[], $17::bigint[], $18::float8[], $19::text[], $20::text[])
    AS i (slot, hash, received, time, kind, agent, weight, url, body)
  WHERE (SELECT 1 FROM reports r WHERE r.slot = i.slot - 1 AND r.hash = i.hash AND r.time > i.time - 500) IS NULL
    AND (SELECT 1 FROM reports r WHERE r.slot = i.slot + 1 AND r.hash = i.hash AND r.time < i.time + 500) IS NULL
  ON CONFLICT DO NOTHING
  RETURNING id, slot, hash, kind, time, weight
),
counted AS (
  INSERT INTO tallies
  SELECT kind, slot / 7200, $21::bigint, count(*), sum(weight), min(time), max(time), max(id) FROM fresh GROUP BY 1, 2
  ON CONFLICT (kind, hour, writer) DO UPDATE SET
    count = tallies.count + excluded.count, weight = tallies.weight + excluded.weight,
    first = least(tallies.first, excluded.first), last = greatest(tallies.last, excluded.last),
    sample = greatest(tallies.sample, excluded.sample)
)
SELECT slot, hash FROM fresh`;

/** What 0.1.0 read reports with. */
const READ =
  'SELECT r.id, r.received, r.time, k.type, r.url, k.origin, k.endpoint, a.user_agent, k.browser, a.browser_version, k.grp, k.noise, r.weight, r.body FROM reports r JOIN kinds k ON k.id = r.kind JOIN agents a ON a.id = r.agent ORDER BY r.id';

export interface OldServer {
  /** Writes one report, or an uploaded entry. Returns whether it was new. */
  write(url: string, entry?: object): Promise<boolean>;
  /** Removes the reports of a group, as its API does, with 0.1.0's statements. */
  remove(group: string): Promise<void>;
  /** URLs of all reports that it finds. */
  read(): Promise<readonly string[]>;
  /** What it does at its start: whether it would go on. */
  start(): Promise<boolean>;
  end(): Promise<void>;
}

/** The statements of a 0.1.0 server, over a connection of their own that stays open, prepared as it prepares them. */
export function oldServer(url: string): OldServer {
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    connection: { search_path: 'offstage' },
  });
  let reports = 0;
  return {
    async write(address, entry) {
      const kind = entry === undefined ? 11 : 13;
      const time = Date.now();
      const slot = Math.floor(time / 500);
      const day = Math.floor(slot / 172_800);
      await sql.begin(async (transaction) => {
        await transaction.unsafe('SELECT pg_advisory_xact_lock(7310001)');
        await transaction.unsafe(
          `CREATE TABLE IF NOT EXISTS reports_d${day} PARTITION OF reports FOR VALUES FROM (${day * 172_800}) TO (${(day + 1) * 172_800})`,
        );
      });
      const one = (value: string | number) =>
        `{${typeof value === 'string' ? JSON.stringify(value) : value}}`;
      const values = [
        ...[
          one(kind),
          one(entry === undefined ? 'csp-violation' : 'background-service'),
          one('https://old.example'),
          one('default'),
          one('Chrome'),
          one(''),
        ],
        ...[
          one('old-group'),
          one('img-src blocked'),
          one(12),
          one('Mozilla/5.0 (X11; Linux) Chrome/150'),
          one('150'),
        ],
        ...[
          one(slot),
          one(-++reports * 7_919),
          one(time),
          one(time),
          one(kind),
          one(12),
          one(1),
          one(address),
        ],
        ...[one(JSON.stringify(entry ?? {})), '4242'],
      ];
      return (await sql.unsafe(WRITE, values, { prepare: true })).length === 1;
    },
    async remove(group) {
      await sql.begin(async (transaction) => {
        await transaction.unsafe('SELECT pg_advisory_xact_lock(7310002)');
        const gone = await transaction.unsafe(
          `WITH gone AS (
             DELETE FROM reports WHERE (slot, hash) IN (SELECT r.slot, r.hash FROM reports r WHERE r.kind IN (SELECT k.id FROM kinds k WHERE k.grp IN ($1)) LIMIT 5000)
             RETURNING kind, slot / 7200 AS hour
           ) SELECT kind, hour, count(*) AS count FROM gone GROUP BY kind, hour`,
          [group],
        );
        const touched = [
          `{${gone.map((row) => row.kind).join()}}`,
          `{${gone.map((row) => row.hour).join()}}`,
        ];
        const list = 'SELECT * FROM unnest($1::bigint[], $2::bigint[]) AS t (kind, hour)';
        await transaction.unsafe(`DELETE FROM tallies WHERE (kind, hour) IN (${list})`, touched);
        await transaction.unsafe(
          `INSERT INTO tallies
           SELECT t.kind, t.hour, 0, count(*), sum(r.weight), min(r.time), max(r.time), max(r.id)
           FROM (${list}) t JOIN reports r ON r.kind = t.kind AND r.slot >= t.hour * 7200 AND r.slot < (t.hour + 1) * 7200
           GROUP BY t.kind, t.hour`,
          touched,
        );
      });
    },
    read: async () => (await sql.unsafe(READ, [], { prepare: true })).map((row) => String(row.url)),
    async start() {
      const [row] = await sql.unsafe('SELECT version FROM offstage.schema_version');
      return Number(row?.version) <= 1;
    },
    end: () => sql.end(),
  };
}
