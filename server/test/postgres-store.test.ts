import { openStore } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { describeStore } from './store-suite.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ standbys: 0 });
});
afterAll(() => cluster.stop());

test('many servers can make the schema at once', async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(cluster.url)));
  await Promise.all(stores.map((store) => store.add([makeReport()])));
  const [first] = stores;
  expect((await first?.facets({}))?.total).toBe(4);
  await Promise.all(stores.map((store) => store.close()));
});

test('servers see what others have added', async () => {
  const [one, other] = await Promise.all([openStore(cluster.url), openStore(cluster.url)]);
  const told = new Promise<void>((resolve) => void one.onAdded(resolve));
  const before = await one.lastId();
  await other.add([makeReport({ url: 'https://app.example/other' })]);
  await told;
  expect((await one.after(before, 10)).map((report) => report.url)).toEqual(['https://app.example/other']);
  await Promise.all([one.close(), other.close()]);
});

test('says what is wrong with an address, without the password', async () => {
  const opened = openStore('postgres://postgres:secret@127.0.0.1:1/nothing');
  await expect(opened).rejects.toMatchObject({
    code: 'STORE_NOT_OPENED',
    message: expect.stringMatching(
      /^(?!.*resumes by itself).*See that PostgreSQL runs there.*then start again$/,
    ),
  });
  await expect(opened).rejects.not.toThrow(/secret/);
});

describeStore(
  'PostgreSQL',
  async () => cluster.url,
  async () => {},
);
