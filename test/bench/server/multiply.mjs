/**
 * SQL that makes every report so many: in the order of time, as they would have come, and counted as if each had been written.
 * A copy happens when its original did and is of another's kind, so that more reports are also more kinds in an hour. Both
 * engines do that in a tenth of the time that it takes to send them.
 */
export const multiply = {
  SQLite: (times) => `
    CREATE TABLE seed AS SELECT * FROM reports ORDER BY slot, hash;
    DELETE FROM reports;
    DROP INDEX reports_kind;
    DROP INDEX reports_time;
    INSERT INTO reports
      SELECT (s.rowid - 1) * ${times} + n.value + 1, s.slot, s.hash + n.value * 10000000000, s.received, s.time,
        o.kind, o.agent, o.weight, o.url, o.body
      FROM seed s CROSS JOIN (${numbers(times)}) n
      CROSS JOIN seed o ON o.rowid = (s.rowid + n.value * 100003) % (SELECT count(*) FROM seed) + 1;
    DROP TABLE seed;
    CREATE INDEX reports_kind ON reports (kind, slot);
    CREATE INDEX reports_time ON reports (slot);
    DELETE FROM tallies;
    INSERT INTO tallies
      SELECT kind, slot / 7200, count(*), sum(weight), min(time), max(time), max(id) FROM reports GROUP BY 1, 2;
    DELETE FROM totals;
    INSERT INTO totals
      SELECT kind, sum(count), sum(weight), min(first), max(last), max(sample) FROM tallies GROUP BY kind;
    DELETE FROM hours;
    INSERT INTO hours
      SELECT t.hour, k.type, k.endpoint, k.noise, sum(t.count) FROM tallies t JOIN kinds k ON k.id = t.kind GROUP BY 1, 2, 3, 4;
    DELETE FROM identities;
    UPDATE identified SET last = (SELECT max(id) FROM reports);
    PRAGMA wal_checkpoint(TRUNCATE);`,
  PostgreSQL: (times) => `
    CREATE TABLE seed AS SELECT row_number() OVER (ORDER BY slot, hash) AS number, r.* FROM reports r;
    CREATE INDEX ON seed (number);
    ANALYZE seed;
    TRUNCATE reports;
    INSERT INTO reports (slot, hash, received, time, kind, agent, weight, url, body)
      SELECT s.slot, s.hash + n * 10000000000, s.received, s.time, o.kind, o.agent, o.weight, o.url, o.body
      FROM (SELECT * FROM seed ORDER BY number OFFSET 0) s CROSS JOIN generate_series(0, ${times - 1}) n
      JOIN seed o ON o.number = (s.number + n * 100003) % (SELECT count(*) FROM seed) + 1
      ORDER BY s.number, n;
    DROP TABLE seed;
    TRUNCATE tallies;
    INSERT INTO tallies
      SELECT kind, slot / 7200, 0, count(*), sum(weight), min(time), max(time), max(id) FROM reports GROUP BY 1, 2;
    UPDATE rolled SET stale = true;`,
};

const numbers = (times) =>
  Array.from({ length: times }, (_, value) => `SELECT ${value} AS value`).join(' UNION ALL ');
