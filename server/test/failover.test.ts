import { openStore } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoad } from './post-load.ts';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { startServerProcess } from './server-process.ts';
import { storedMarks } from './stored-marks.ts';
import { until } from './until.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ standbys: 2 });
});
afterAll(() => cluster.stop());

test('keeps every acknowledged report once when the primary is killed and a standby takes over', async () => {
  const servers = await Promise.all([1, 2].map(() => startServerProcess(['--store', cluster.url])));
  const load = startLoad(() => servers.map((server) => server.url), { connections: 24, batch: 5 });
  await until('reports to be acknowledged', () => load.acknowledged.size > 2_000);

  await cluster.primary.kill();
  const killed = performance.now();
  const before = load.acknowledged.size;
  // What was acknowledged is on at least one of them; the one that is further has all of it.
  const positions = await Promise.all(
    cluster.standbys.map(async (node) => {
      const [row] = await node.query(
        "SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')::float8 AS bytes",
      );
      return { node, bytes: Number(row?.bytes) };
    }),
  );
  const [best] = positions.sort((a, b) => b.bytes - a.bytes);
  best?.node.promote();
  await until('reports to be acknowledged again', () => load.acknowledged.size > before + 2_000, 40_000);
  const gap = performance.now() - killed;
  await load.stop();
  await Promise.all(servers.map((server) => server.stop('SIGTERM')));

  const store = await openStore(cluster.url);
  const stored = await storedMarks(store);
  const { total } = await store.facets({});
  await store.close();
  const missing = [...load.acknowledged].filter((mark) => !stored.has(mark));
  const repeated = [...stored].filter(([, count]) => count > 1);
  console.log(
    `failover: ${load.acknowledged.size} acknowledged (${before} before), ${missing.length} missing, ` +
      `${repeated.length} repeated, 2,000 more acknowledged ${Math.round(gap)} ms after the kill; ` +
      `answers ${JSON.stringify(load.statuses)}`,
  );
  expect(missing).toEqual([]);
  expect(repeated).toEqual([]);
  expect(total).toBe(stored.size);
}, 120_000);
