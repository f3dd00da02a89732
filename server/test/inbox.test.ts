import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
afterAll(folder.remove);

test('a full inbox is shelved without a query, and what is left of it when the store closes', async () => {
  const path = join(folder.path, 'reports.sqlite');
  const store = await openStore(path);
  const { DatabaseSync } = createRequire(import.meta.url)(
    '@photostructure/sqlite',
  ) as typeof import('@photostructure/sqlite');
  const database = new DatabaseSync(path, { readOnly: true });
  const count = (table: string) =>
    Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count);
  await store.add([makeReport()]);
  expect([count('inbox'), count('reports')]).toEqual([1, 0]);
  for (let times = 0; times < 13; times++) await store.add(Array.from({ length: 40 }, () => makeReport()));
  await until('the inbox to be shelved', () => count('reports') > 400);
  await store.close();
  expect([count('inbox'), count('reports')]).toEqual([0, 521]);
  database.close();
});
