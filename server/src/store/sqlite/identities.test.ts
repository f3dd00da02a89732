import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { slotOf } from '../slot.ts';
import { type Database, openDatabase, type Statement } from './driver.ts';
import { createIdentities, type Identities } from './identities.ts';
import { prepareSchema, SCHEMA_VERSION } from './schema.ts';

const NOW = 1_700_000_000_123;
const folder = mkdtempSync(join(tmpdir(), 'offstage-identities-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let database: Database;
beforeEach(() => {
  database = openDatabase(join(folder, `${++files}.sqlite`), { readOnly: false });
});
afterEach(() => database.close());

let lastId = 0;
let insert: Statement | undefined;
afterEach(() => {
  insert = undefined;
});
function store(hash: bigint, time: number): void {
  insert ??= database.prepare("INSERT INTO reports VALUES (?, ?, ?, ?, ?, 1, 1, 1, '', '{}')");
  insert.run(++lastId, slotOf(time), hash, time, time);
}

function startIdentities(): Identities {
  const identities = createIdentities(database);
  identities.load();
  return identities;
}

const onDisk = () => Number(database.prepare('SELECT count(*) AS count FROM identities').get()?.count);

test('knows a report again less than half a second away, from memory, from disk, and after a restart', () => {
  prepareSchema(database);
  lastId = 0;
  let identities = startIdentities();
  const check = () => {
    expect(identities.isNew(7n, NOW + 499)).toBe(false);
    expect(identities.isNew(7n, NOW - 499)).toBe(false);
    expect(identities.isNew(-7n, NOW - 499)).toBe(false);
  };
  for (const hash of [7n, -7n]) {
    expect(identities.isNew(hash, NOW)).toBe(true);
    store(hash, NOW);
  }
  identities.follow(lastId);
  expect(onDisk()).toBe(0);
  check();

  // Not settled yet, so it has to come from the reports.
  identities = startIdentities();
  check();

  identities.settle(lastId);
  expect(onDisk()).toBe(2);
  check();
  identities.load();
  check();
  identities = startIdentities();
  check();
  expect(identities.isNew(7n, NOW + 500)).toBe(true);
  expect(identities.isNew(7n, NOW - 500)).toBe(true);
  expect(identities.isNew(8n, NOW)).toBe(true);
});

test('what a rollback took back is new again', () => {
  prepareSchema(database);
  lastId = 0;
  const identities = startIdentities();
  database.exec('BEGIN');
  expect(identities.isNew(7n, NOW)).toBe(true);
  store(7n, NOW);
  identities.settle(lastId);
  database.exec('ROLLBACK');
  identities.load();
  expect(identities.isNew(7n, NOW)).toBe(true);
});

test('goes to disk in steps, and knows also what memory has forgotten', () => {
  prepareSchema(database);
  lastId = 0;
  const identities = startIdentities();
  const count = 104_000;
  database.exec('BEGIN');
  for (let number = 0; number < count; number++) {
    const time = NOW + number;
    if (!identities.isNew(BigInt(number), time)) throw new Error(`${number} is new`);
    store(BigInt(number), time);
    identities.follow(lastId);
  }
  database.exec('COMMIT');
  expect(onDisk()).toBe(count);
  for (const number of [0, 1, 60_000, count - 1]) {
    expect(identities.isNew(BigInt(number), NOW + number + 300)).toBe(false);
    expect(identities.isNew(BigInt(number), NOW + number - 600)).toBe(true);
  }
}, 60_000);

test('brings a file of version 1 along, and leaves one of a newer version alone', () => {
  prepareSchema(database, 7);
  lastId = 0;
  store(7n, NOW);
  database.exec(`
    INSERT INTO agents (id, user_agent, browser_version, os) VALUES
      (1, 'Mozilla/5.0 (Linux; Android 10; K) Chrome/150.0.0.0 Mobile Safari/537.36', '150', ''),
      (2, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6', '18.6', ''),
      (3, 'curl/8', '', '');
    ALTER TABLE agents DROP COLUMN os; ALTER TABLE agents DROP COLUMN app; ALTER TABLE agents DROP COLUMN scope;
    DROP TABLE inbox; DROP TABLE identities; DROP TABLE identified; DROP INDEX reports_time; DROP TABLE totals; DROP TABLE hours;
    DROP TABLE touched; DROP TABLE lessened;
    CREATE UNIQUE INDEX reports_identity ON reports (slot, hash);
    PRAGMA user_version = 1;
  `);
  expect(prepareSchema(database)).toBe(SCHEMA_VERSION);
  expect(prepareSchema(database)).toBe(SCHEMA_VERSION);
  expect(onDisk()).toBe(1);
  expect(
    database
      .prepare('SELECT os FROM agents ORDER BY id')
      .all()
      .map(({ os }) => os),
  ).toEqual([...['Android', 'iOS', '']]);
  expect(startIdentities().isNew(7n, NOW + 1)).toBe(false);
  database.exec('PRAGMA user_version = 99');
  expect(prepareSchema(database)).toBe(99);
});
