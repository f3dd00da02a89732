import { join } from 'node:path';
import { openStore } from '@offstage/server';
import postgres from 'postgres';
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

test('what a server wrote that knows of no reasons, before or beside this one, gets them', async () => {
  const store = await openStore(cluster.url);
  await store.remove({});
  await store.retain({ before: Date.now() + 86_400_000 * 10 });
  const time = Date.now() - 3_600_000;
  await store.ledger.add([
    makeSend({ id: 'before', time, ttl: 0 }),
    makeSend({ id: 'gone', time: time + 60_000, status: 410 }),
  ]);
  await store.ledger.follow();
  const sql = postgres(cluster.primary.url, { max: 1, onnotice: () => {} });
  const older = async () => {
    // Its statements: they name neither of the columns that came later, and give each kind an id of its own.
    await sql.unsafe('SET search_path TO offstage');
    await sql.unsafe('DELETE FROM push_tallies WHERE count = 0');
    await sql.unsafe(
      `INSERT INTO push_kinds SELECT id % 1000 + 1, campaign, labels, service, browser, app, status FROM push_kinds WHERE flags >= 0 AND id > 1000 ON CONFLICT DO NOTHING`,
    );
    await sql.unsafe('UPDATE push_sends SET kind = kind % 1000 + 1 WHERE kind > 1000');
    await sql.unsafe('UPDATE push_tallies SET kind = kind % 1000 + 1 WHERE kind > 1000 AND count <> 0');
    await sql.unsafe("INSERT INTO push_links VALUES ('x', 'y', 1) ON CONFLICT (device, install) DO NOTHING");
  };
  for (let round = 0; round < 2; round++) {
    await older();
    const rows = await sql.unsafe('SELECT k.flags FROM push_sends s JOIN push_kinds k ON k.id = s.kind');
    expect(rows.map(({ flags }) => Number(flags))).toEqual([-1, -1]);
    await store.ledger.follow();
    const { findings } = await store.ledger.findings({});
    expect(findings.map(({ rule, pushes }) => [rule, pushes])).toEqual([
      ['ttl-zero', 1],
      ['gone-not-reporting', 1],
    ]);
    expect(await store.ledger.funnel({})).toMatchObject({ total: 2, states: { refused: 1 } });
  }
  await sql.end();
  await store.close();
});
