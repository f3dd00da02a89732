import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeLedger, entry, makeSend, shownPush } from './ledger-suite.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { oldServer } from './postgres/write-as-0.1.0.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ standbys: 0 });
});
afterAll(async () => {
  await cluster.stop();
  await folder.remove();
});

describeLedger('SQLite', async () => join(folder.path, 'reports.sqlite'));
describeLedger('PostgreSQL', async () => cluster.url);

test('two servers and an old one on one PostgreSQL: nothing is lost, counted twice or refused', async () => {
  const [one, other] = await Promise.all([openStore(cluster.url), openStore(cluster.url)]);
  const old = oldServer(cluster.primary.url);
  await one.remove({});
  await one.retain({ before: Date.now() + 86_400_000 * 10 });
  const sends = Array.from({ length: 120 }, (_, index) =>
    makeSend({ id: `roll-${index}`, time: Date.now() - 60_000 }),
  );
  const refused: unknown[] = [];
  const tell = (work: Promise<unknown>) => work.catch((error: unknown) => void refused.push(error));
  const works: Promise<unknown>[] = [];
  for (const [index, send] of sends.entries()) {
    // Both are told of it; the device's half comes by any of the three.
    works.push(tell(one.ledger.add([send])), tell(other.ledger.add([send])));
    const time = Date.now() - 30_000 + index;
    const entries = shownPush(send, time, { install: `i${index % 7}`, span: `roll-${index}` });
    if (index % 3 === 0) works.push(tell(one.add(entries)));
    else if (index % 3 === 1) works.push(tell(other.add(entries)));
    else
      works.push(
        tell(
          (async () => {
            for (const { json } of entries)
              await old.write(`https://app.example/sw-${index}.js`, JSON.parse(json) as object);
          })(),
        ),
      );
    if (index % 20 === 0)
      works.push(tell(one.ledger.funnel({})), tell(other.ledger.pushes({ filter: {}, limit: 5 })));
  }
  await Promise.all(works);
  expect(refused).toEqual([]);
  for (const store of [one, other]) {
    await vi.waitFor(
      async () => {
        await store.ledger.follow();
        expect(await store.ledger.funnel({})).toMatchObject({
          total: 120,
          states: { shown: 120 },
          outside: 0,
        });
      },
      { timeout: 60_000, interval: 100 },
    );
  }
  await one.add([entry(Date.now(), { event: 'Worker started', install: 'i1' })]);
  await Promise.all([one.close(), other.close(), old.end()]);
});
