import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { startServerProcess } from './server-process.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ standbys: 1 });
});
afterAll(() => cluster.stop());

test('acknowledges nothing while the only standby is away, and goes on once commits do', async () => {
  const server = await startServerProcess(['--store', cluster.primary.url]);
  const post = async (name: string) => {
    const body = JSON.stringify([
      { age: 1, type: 'csp-violation', url: `https://app.example/${name}`, body: {} },
    ]);
    return (await fetch(`${server.url}/reports`, { method: 'POST', body })).status;
  };
  expect(await post('before')).toBe(204);
  await cluster.standbys[0]?.kill();
  expect(await post('during')).toBe(503);
  expect(server.output()).toContain('store-failing');
  await cluster.primary.query('ALTER SYSTEM RESET synchronous_standby_names');
  await cluster.primary.query('SELECT pg_reload_conf()');
  expect(await post('after')).toBe(204);
  expect(server.output()).toContain('store-recovered');
  expect(await server.stop('SIGTERM')).toBe(0);
}, 60_000);
