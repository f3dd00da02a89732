import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { startLoad } from './post-load.ts';
import { startServerProcess } from './server-process.ts';
import { storedMarks } from './stored-marks.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const ROUNDS = 20;
const folder = await tempFolder();
afterAll(folder.remove);

test(`keeps every acknowledged report once through ${ROUNDS} SIGKILLs under load`, async () => {
  let url = 'http://127.0.0.1:1';
  const load = startLoad(() => [url], { connections: 24, batch: 4 });
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServerProcess(['--data', folder.path]);
    url = server.url;
    const before = load.acknowledged.size;
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 500));
    await until('a report to be acknowledged', () => load.acknowledged.size > before);
    await server.stop('SIGKILL');
  }
  await load.stop();

  const path = join(folder.path, 'reports.sqlite');
  const { DatabaseSync } = createRequire(import.meta.url)(
    '@photostructure/sqlite',
  ) as typeof import('@photostructure/sqlite');
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();

  const store = await openStore(path);
  const stored = await storedMarks(store);
  const missing = [...load.acknowledged].filter((mark) => !stored.has(mark));
  const repeated = [...stored].filter(([, count]) => count > 1);
  const { total } = await store.facets({});
  await store.close();
  console.log(
    `${ROUNDS} kills: ${load.acknowledged.size} acknowledged, ${missing.length} missing, ${repeated.length} repeated, ` +
      `${stored.size} stored; answers ${JSON.stringify(load.statuses)}`,
  );
  expect(missing).toEqual([]);
  expect(repeated).toEqual([]);
  expect(total).toBe(stored.size);
}, 120_000);

test('SIGTERM answers what is under way and loses nothing', async () => {
  const own = join(folder.path, 'graceful');
  const server = await startServerProcess(['--data', own]);
  const load = startLoad(() => [server.url], { connections: 16, batch: 4 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const code = await server.stop('SIGTERM');
  await load.stop();
  expect(code).toBe(0);
  const store = await openStore(join(own, 'reports.sqlite'));
  const stored = await storedMarks(store);
  await store.close();
  expect([...load.acknowledged].filter((mark) => !stored.has(mark))).toEqual([]);
  expect([...load.refused].filter((mark) => stored.has(mark))).toEqual([]);
});
