/**
 * SQL that makes every report so many: in the order of time, as they would have come, and counted as if each had been written.
 * PostgreSQL does that in a tenth of the time that it takes to send them.
 */
export const multiply = (times) => `
  CREATE TABLE seed AS SELECT * FROM reports;
  TRUNCATE reports;
  INSERT INTO reports (slot, hash, received, time, kind, agent, weight, url, body)
    SELECT slot, hash + n * 10000000000, received, time, kind, agent, weight, url, body
    FROM (SELECT * FROM seed ORDER BY slot, hash OFFSET 0) s, generate_series(0, ${times - 1}) n;
  DROP TABLE seed;
  TRUNCATE tallies;
  INSERT INTO tallies
    SELECT kind, slot / 7200, 0, count(*), sum(weight), min(time), max(time), max(id) FROM reports GROUP BY 1, 2;
  UPDATE rolled SET stale = true;`;
