import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '@offstage/server';
import { expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { startLoad } from './post-load.ts';
import { findPostgres } from './postgres/find-postgres.ts';
import { startServerProcess } from './server-process.ts';
import { startPlace } from './start-place.ts';
import { storedMarks } from './stored-marks.ts';
import { until } from './until.ts';

const { folder, cluster } = await startPlace();

/** The document's command that begins so, with the addresses of this test. */
function commandOf(program: string): readonly string[] {
  const text = readFileSync(new URL('../places/README.md', import.meta.url), 'utf8');
  const line = text.split('\n').find((one) => one.startsWith(`${program} `)) ?? '';
  const restored = cluster.primary.url.replace(/[^/]*$/, 'restored');
  return [...line.matchAll(/'[^']*'|"[^"]*"|\S+/g)].map(([word]) =>
    word
      .replace('./backup.dump', join(folder.path, 'backup.dump'))
      .replaceAll(/['"]/g, '')
      .replace('postgres://offstage@db1/offstage', cluster.primary.url)
      .replace('postgres://offstage@db1/restored', restored),
  );
}

async function run(program: string): Promise<void> {
  const [name = '', ...words] = commandOf(program);
  await promisify(execFile)(join(findPostgres(), name), [...words]);
}

test('PostgreSQL’s own backup under load restores to a state with every report acknowledged before it', async () => {
  const server = await startServerProcess(['--store', cluster.primary.url]);
  const load = startLoad(() => [server.url], { connections: 4, batch: 4 });
  await until('reports to be acknowledged', () => load.acknowledged.size > 300);
  const before = new Set(load.acknowledged);
  await run('pg_dump');
  await load.stop();
  expect(Object.keys(load.statuses)).toEqual(['204']);
  await server.stop('SIGTERM');

  await cluster.primary.query('CREATE DATABASE restored');
  await run('pg_restore');
  const store = await openStore(
    commandOf('pg_restore')
      .find((word) => word.includes('--dbname='))
      ?.slice(9) ?? '',
  );
  const stored = await storedMarks(store);
  expect([...before].filter((mark) => !stored.has(mark))).toEqual([]);
  expect([...stored].filter(([, count]) => count > 1)).toEqual([]);
  expect((await store.facets({})).total).toBe(stored.size);
  console.log(`pg_dump: ${before.size} acknowledged before it, ${stored.size} in it`);
  // It goes on where it was: a new report comes after all that is there.
  const last = await store.lastId();
  await store.add([makeReport({ url: 'https://app.example/after' })]);
  expect((await store.after(last, 10)).map(({ url }) => url)).toEqual(['https://app.example/after']);
  await store.close();
}, 60_000);
