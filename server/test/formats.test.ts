import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '@offstage/server';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { fullCounts, storeCounts } from './full-count.ts';
import { makeReport } from './make-report.ts';
import { startCluster } from './postgres/cluster.ts';
import { tempFolder } from './temp-folder.ts';

// What each release wrote, see test/formats/README.md.
const written = new URL('../../test/formats/0.1.0/', import.meta.url);
const folder = await tempFolder();
afterAll(folder.remove);

const all = (store: Store) => store.list({ filter: {}, limit: 1_000 });

test('the SQLite file of 0.1.0 opens: every report is there, and more can be added', async () => {
  const file = join(folder.path, 'reports.sqlite');
  copyFileSync(new URL('reports.sqlite', written), file);
  const store = await openStore(file);
  const before = await all(store);
  expect(before.length).toBeGreaterThan(5);
  expect(before.map(({ type }) => type)).toContain('csp-violation');
  for (const { url, body } of before) {
    expect(url).toMatch(/^https:\/\/localhost:/);
    expect(body).toBeTypeOf('object');
  }
  await store.add([makeReport()]);
  expect(await all(store)).toHaveLength(before.length + 1);
  const counted = await storeCounts(store, {});
  expect(counted).toEqual(await fullCounts(store, {}, counted.interval));
  await store.close();
});

test('the PostgreSQL schema of 0.1.0 is taken over', async () => {
  const cluster = await startCluster({ standbys: 0 });
  const sql = postgres(cluster.primary.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(readFileSync(new URL('postgres.sql', written), 'utf8'));
  // A dump of the schema is without rows: that one says which it is.
  await sql.unsafe('INSERT INTO offstage.schema_version VALUES (1)');
  await sql.end();
  const store = await openStore(cluster.url);
  await store.add([makeReport()]);
  expect(await all(store)).toHaveLength(1);
  const counted = await storeCounts(store, {});
  expect(counted).toEqual(await fullCounts(store, {}, counted.interval));
  await store.close();
  await cluster.stop();
});
