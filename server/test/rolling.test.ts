import { readFileSync } from 'node:fs';
import { openStore } from '@offstage/server';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { makeReport } from './make-report.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { oldServer } from './postgres/write-as-0.1.0.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ standbys: 0 });
  const sql = postgres(cluster.primary.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(readFileSync(new URL('../../test/formats/0.1.0/postgres.sql', import.meta.url), 'utf8'));
  await sql.unsafe('INSERT INTO offstage.schema_version VALUES (1)');
  await sql.end();
});
afterAll(() => cluster.stop());

test('an old and a new server on one PostgreSQL lose and refuse nothing, while one takes over from the other', async () => {
  const old = oldServer(cluster.primary.url);
  const urls: string[] = [];
  const refused: unknown[] = [];
  let going = true;
  onTestFinished(() => {
    going = false;
  });
  const write = async (name: string, one: (url: string) => Promise<unknown>) => {
    for (let count = 0; going; count++) {
      const url = `https://${name}.example/${count}`;
      await one(url).then(
        () => urls.push(url),
        (error: unknown) => refused.push(error),
      );
    }
  };
  const olds = write('old', old.write);
  const stored = (name: string) => urls.filter((url) => url.includes(name)).length;
  const until = (enough: () => boolean) => vi.waitUntil(enough, { timeout: 60_000, interval: 20 });
  await until(() => stored('old') > 20 || refused.length > 0);
  // The new one comes while the old one writes, and brings the schema along.
  const store = await openStore(cluster.url);
  const news = write('new', (url) => store.add([makeReport({ url, os: 'Windows' })]));
  const before = stored('old');
  await until(() => (stored('old') > before + 50 && stored('new') > 50) || refused.length > 0);
  going = false;
  await Promise.all([olds, news]);
  expect(refused).toEqual([]);
  const sorted = [...urls].sort();
  const listed = await store.list({ filter: {}, limit: 100_000 });
  expect(listed.map(({ url }) => url).sort()).toEqual(sorted);
  expect([...(await old.read())].sort()).toEqual(sorted);
  expect((await store.facets({})).total).toBe(urls.length);
  // What the old one stores without the column has been named, once.
  expect(new Set(listed.map(({ os }) => os))).toEqual(new Set(['Linux', 'Windows']));
  // One that starts anew meanwhile, as after a crash, does so.
  expect(await old.start()).toBe(true);
  await old.end();
  await store.close();
});

test('a schema that is too new is refused, with what to do', async () => {
  const sql = postgres(cluster.primary.url, { max: 1, onnotice: () => {} });
  await sql.unsafe('UPDATE offstage.schema_version SET version = 7');
  await expect(openStore(cluster.url)).rejects.toMatchObject({
    code: 'STORE_NEWER',
    message: expect.stringMatching(/schema 7.*Update offstage-server/),
  });
  await sql.unsafe('UPDATE offstage.schema_version SET version = 1');
  await sql.end();
});

test('a report that the database refuses costs nobody else theirs', async () => {
  const store = await openStore(cluster.url);
  const before = (await store.facets({})).total;
  const poison = () => makeReport({ endpoint: 'a\0b', url: 'https://evil.example/' });
  const sent = Array.from({ length: 200 }, (_, number) =>
    store
      .add(
        number % 10 === 3 ? [poison()] : [makeReport({ url: `https://good.example/${number}` })],
        `c${number % 7}`,
      )
      .then(
        () => 'stored',
        () => 'refused',
      ),
  );
  const answers = await Promise.all(sent);
  expect(answers.map((answer, number) => (answer === 'refused' ? number % 10 : 0)).filter(Boolean)).toEqual(
    Array.from({ length: 20 }, () => 3),
  );
  expect((await store.facets({})).total).toBe(before + 180);
  await store.close();
});

test('a day that another server’s retention has dropped is made again', async () => {
  const [one, other] = await Promise.all([openStore(cluster.url), openStore(cluster.url)]);
  const yesterday = Date.now() - 24 * 60 * 60 * 1_000;
  await one.add([makeReport({ time: yesterday, url: 'https://app.example/before' })]);
  await other.retain({ before: Date.now() - (Date.now() % 86_400_000) });
  await one.add([
    makeReport({ time: yesterday, url: 'https://app.example/after' }),
    makeReport({ url: 'https://app.example/today' }),
  ]);
  const urls = (await one.list({ filter: { text: 'app.example' }, limit: 9 })).map(({ url }) => url).sort();
  expect(urls).toEqual(['https://app.example/after', 'https://app.example/today']);
  // Both drop it at once: the slower one finds nothing to do.
  const before = Date.now() - (Date.now() % 86_400_000);
  const dropped = await Promise.all([one.retain({ before }), other.retain({ before })]);
  expect(dropped.reduce((sum, count) => sum + count, 0)).toBe(1);
  await Promise.all([one.close(), other.close()]);
});
