import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createPacker, type PackedReport } from '../packed-report.ts';
import { slotOf } from '../slot.ts';
import { createBatchMaker } from './batch.ts';
import { type Database, openDatabase } from './driver.ts';
import { createReader } from './reader.ts';
import { prepareSchema } from './schema.ts';
import { createWriter, type Writer } from './writer.ts';

const NOW = 1_700_000_000_123;
const folder = mkdtempSync(join(tmpdir(), 'offstage-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let path: string;
let database: Database;
let writer: Writer;

function start(): void {
  database = openDatabase(path, { readOnly: false });
  prepareSchema(database);
  writer = createWriter(database);
}

/** As after a SIGKILL: what is in memory is gone, what was committed is not. */
function restart(): void {
  database.close();
  start();
}

beforeEach(() => {
  path = join(folder, `${++files}.sqlite`);
  start();
});
afterEach(() => database.close());

const pack = createPacker();

function reports(from: number, count: number): PackedReport[] {
  return Array.from({ length: count }, (_, index) =>
    pack({
      received: NOW,
      time: NOW,
      slot: slotOf(NOW),
      hash: BigInt(from + index),
      type: 'csp-violation',
      url: `https://app.example/é/${from + index}`,
      origin: 'https://app.example',
      endpoint: 'default',
      userAgent: 'Chrome/156',
      browser: 'Chrome',
      browserVersion: '156',
      os: 'Linux',
      app: '',
      scope: '',
      group: `group ${(from + index) % 3}`,
      title: 'title',
      noise: '',
      weight: 2,
      json: '{"sample":"😀"}',
    }),
  );
}

const add = (...all: PackedReport[]) => [...writer.add(createBatchMaker().make(all))];
const urls = () =>
  createReader(database)
    .list({ filter: {}, limit: 5_000 })
    .map(({ id, url, body }) => `${id} ${url} ${JSON.stringify(body)}`);

test('reports wait in the inbox until somebody asks, and are then in order, counted and grouped', () => {
  expect(add(...reports(1, 2), ...reports(1, 1), ...reports(3, 1))).toEqual([1, 1, 0, 1]);
  expect(urls()).toEqual([]);
  writer.shelve();
  const body = '{"sample":"😀"}';
  expect(urls()).toEqual([3, 2, 1].map((id) => `${id} https://app.example/é/${id} ${body}`));
  expect(createReader(database).facets({}).total).toBe(3);
  const groups = createReader(database).groups({ filter: {}, limit: 10, offset: 0, sort: 'count' });
  expect(groups.map(({ count, weight }) => [count, weight])).toEqual([
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
});

test('a killed process leaves them in the inbox: the next one knows them, gives no id twice and shelves them once', () => {
  add(...reports(1, 3));
  restart();
  expect(add(...reports(2, 3))).toEqual([0, 0, 1]);
  restart();
  writer.shelve();
  restart();
  writer.shelve();
  expect(urls().map((line) => line.split(' ', 1)[0])).toEqual(['4', '3', '2', '1']);
  expect(createReader(database).facets({}).total).toBe(4);
  expect(add(...reports(1, 5))).toEqual([0, 0, 0, 0, 1]);
});

test('a large batch goes to its place at once, after what waits', () => {
  add(...reports(1, 3));
  expect(add(...reports(2, 200)).filter((isNew) => isNew === 1)).toHaveLength(198);
  expect(urls().map((line) => line.split(' ', 1)[0])).toEqual(
    Array.from({ length: 201 }, (_, index) => String(201 - index)),
  );
  restart();
  expect(add(...reports(201, 2))).toEqual([0, 1]);
});

test('a removal takes what is in the inbox too, and the ids go on', () => {
  add(...reports(1, 3));
  expect(writer.remove({}, 0)).toMatchObject({ removed: 3 });
  expect(urls()).toEqual([]);
  restart();
  expect(add(...reports(1, 1))).toEqual([1]);
  writer.shelve();
  expect(urls()[0]).toMatch(/^4 /);
});

test('a kill between a removal and its count leaves it to be done, and the next process does it', () => {
  const [early, late] = reports(1, 1).concat(reports(4, 1)) as [PackedReport, PackedReport];
  add({ ...early, url: 'https://app.example/gone', time: NOW, slot: slotOf(NOW) });
  add({ ...late, time: NOW + 4_000, slot: slotOf(NOW + 4_000) });
  expect(writer.remove({ to: NOW + 1 }, 0)).toMatchObject({ removed: 1 });
  const seen = () =>
    createReader(database)
      .groups({ filter: {}, limit: 10, offset: 0, sort: 'count' })
      .map(({ count, firstSeen, lastSeen }) => [count, firstSeen, lastSeen]);
  expect(seen()).toEqual([[1, NOW, NOW + 4_000]]);
  restart();
  while (writer.mend());
  expect(seen()).toEqual([[1, NOW + 4_000, NOW + 4_000]]);
  const left = 'SELECT (SELECT count(*) FROM touched) + (SELECT count(*) FROM lessened) AS count';
  expect(database.prepare(left).get()).toEqual({ count: 0 });
});

test('a failed commit takes nothing with it that was there before', () => {
  add(...reports(1, 3));
  const other = openDatabase(path, { readOnly: false });
  database.exec('PRAGMA busy_timeout = 0');
  other.exec('BEGIN IMMEDIATE');
  expect(() => add(...reports(3, 2))).toThrow(/locked/);
  other.exec('ROLLBACK');
  other.close();
  expect(add(...reports(3, 2))).toEqual([0, 1]);
  writer.shelve();
  expect(urls()).toHaveLength(4);
});
