import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { expect, test } from 'vitest';
import { hashed, makeSend, shownPush } from './ledger-suite.ts';
import { makeReport } from './make-report.ts';
import { startLoad } from './post-load.ts';
import { runCommand, startCommand } from './run-command.ts';
import { startServerProcess } from './server-process.ts';
import { startPlace } from './start-place.ts';
import { storedMarks } from './stored-marks.ts';
import { until } from './until.ts';

const { folder, cluster } = await startPlace();

const EARLIER = 6_000;
const HOUR = 3_600_000;

/** A store with some history: reports of three days, of several kinds. */
async function makeHistory(path: string): Promise<void> {
  const store = await openStore(path);
  const now = Date.now();
  const reports = Array.from({ length: EARLIER }, (_, index) =>
    makeReport({
      url: `https://app.example/earlier${index}`,
      received: now - 72 * HOUR + (index * 72 * HOUR) / EARLIER,
      group: `g${index % 7}`,
      weight: 1 + (index % 3),
    }),
  );
  for (let at = 0; at < EARLIER; at += 1_000) await store.add(reports.slice(at, at + 1_000));
  await store.close();
}

test('moves from SQLite to PostgreSQL while posts go on, through a kill and beside a second try', async () => {
  const data = join(folder.path, 'moving');
  const path = join(data, 'reports.sqlite');
  await makeHistory(path);
  const old = await startServerProcess(['--data', data]);
  const servers = [old];
  const load = startLoad(() => servers.map(({ url }) => url), { connections: 2, batch: 2 });

  const killed = startCommand('migrate', '--data', data, '--to', cluster.url);
  await until('some of it to be copied', async () => {
    const [row] = await cluster.primary.query('SELECT count(*) AS count FROM offstage.reports');
    return Number(row?.count) > 1_000;
  });
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');

  const tries = [1, 2].map(() => startCommand('migrate', '--data', data, '--to', cluster.url));
  for (const { output } of tries)
    await until('it to have caught up', () => output().includes('Point the proxy to the new server'));
  const fresh = await startServerProcess(['--store', cluster.url]);
  servers.splice(0, 1, fresh);
  expect(await old.stop('SIGTERM')).toBe(0);
  const switched = load.acknowledged.size;
  for (const { ended, output } of tries) expect([await ended, output()]).toEqual([0, output()]);
  await until('posts to go on', () => load.acknowledged.size > switched + 50);
  await load.stop();
  await fresh.stop('SIGTERM');

  const store = await openStore(cluster.url);
  const stored = await storedMarks(store);
  const { total } = await store.facets({});
  const groups = await store.groups({ filter: {}, limit: 100, offset: 0, sort: 'count' });
  await store.close();
  const missing = [...load.acknowledged].filter((mark) => !stored.has(mark));
  const repeated = [...stored].filter(([, count]) => count > 1);
  const earlier = [...stored.keys()].filter((mark) => mark.startsWith('earlier'));
  console.log(
    `migrate: ${EARLIER} there, ${load.acknowledged.size} acknowledged meanwhile, ${missing.length} missing, ` +
      `${repeated.length} repeated; answers ${JSON.stringify(load.statuses)}`,
  );
  expect(Object.keys(load.statuses)).toEqual(['204']);
  expect(missing).toEqual([]);
  expect(repeated).toEqual([]);
  expect(earlier).toHaveLength(EARLIER);
  expect(total).toBe(stored.size);
  const history = groups.filter(({ group }) => /^g\d$/.test(group));
  expect(history.reduce((sum, { weight }) => sum + weight, 0)).toBe(2 * EARLIER);
  // In the order in which they came.
  const ids = [...stored.keys()].filter((mark) => mark.startsWith('earlier'));
  expect(ids).toEqual([...ids].sort((a, b) => Number(a.slice(7)) - Number(b.slice(7))));
}, 60_000);

test('copies what a killed server has only in its inbox, once and whole', async () => {
  const data = join(folder.path, 'killed');
  const server = await startServerProcess(['--data', data]);
  const load = startLoad(() => [server.url], { connections: 1, batch: 1 });
  await until('reports to be acknowledged', () => load.acknowledged.size > 30);
  await server.stop('SIGKILL');
  await load.stop();
  const target = join(folder.path, 'copy.sqlite');
  const first = await runCommand('migrate', '--data', data, '--to', target);
  expect(first.code).toBe(0);
  const again = await runCommand('migrate', '--data', data, '--to', target);
  expect(again.output).toContain('Done: 0 copied');
  const from = await openStore(join(data, 'reports.sqlite'));
  const to = await openStore(target);
  const list = async (store: typeof to) =>
    (await store.list({ filter: {}, limit: 1_000 })).map(({ id: _, ...report }) => report);
  expect(await list(to)).toEqual(await list(from));
  expect((await list(to)).length).toBeGreaterThan(30);
  await Promise.all([from.close(), to.close()]);
});

test('says what to do when it can’t', async () => {
  const missing = await runCommand('migrate', '--data', join(folder.path, 'none'), '--to', cluster.url);
  expect([missing.code, missing.output]).toEqual([1, expect.stringMatching(/^STORE_NOT_FOUND: .*--data/)]);
  const path = join(folder.path, 'small.sqlite');
  await (await openStore(path)).close();
  const same = await runCommand('migrate', '--store', path, '--to', `sqlite:${path}`);
  expect(same.output).toMatch(/^COPY_ONTO_ITSELF/);
  const url = `postgres://postgres:secret-word@127.0.0.1:${cluster.primary.port}/none`;
  const refused = await runCommand('migrate', '--store', path, '--to', url);
  expect([refused.code, refused.output]).toEqual([1, expect.stringMatching(/^STORE_NOT_OPENED/)]);
  expect(refused.output).not.toContain('secret-word');
  const without = await runCommand('migrate', '--store', path);
  expect(without.output).toMatch(/^BAD_OPTION: migrate needs --to/);
  const { DatabaseSync } = createRequire(import.meta.url)(
    '@photostructure/sqlite',
  ) as typeof import('@photostructure/sqlite');
  const foreign = new DatabaseSync(join(folder.path, 'foreign.sqlite'));
  foreign.exec('CREATE TABLE mine (a)');
  foreign.close();
  const other = await runCommand(
    ...['migrate', '--store', join(folder.path, 'foreign.sqlite'), '--to', cluster.url],
  );
  expect(other.output).toMatch(/^STORE_NOT_OPENED: .*none of ours/);
}, 60_000);

test('the push ledger moves along: the sends as they were told of, and what became of them from the reports', async () => {
  const from = join(folder.path, 'pushes.sqlite');
  const to = join(folder.path, 'moved.sqlite');
  const sends = Array.from({ length: 2_300 }, (_, index) =>
    makeSend({
      id: `move-${index}`,
      time: Date.now() - 60_000 - index,
      campaign: 'spring',
      labels: { plan: 'pro', of: String(index % 3) },
      device: index % 10 === 7 ? undefined : hashed(`d${index % 40}`),
      message: index % 10 === 7 ? `m${index}` : undefined,
      ttl: 600,
      ...(index % 100 === 3 && { status: 410, reason: 'gone' }),
    }),
  );
  const store = await openStore(from);
  for (let at = 0; at < sends.length; at += 1_000) await store.ledger.add(sends.slice(at, at + 1_000));
  await store.add(sends.slice(0, 20).flatMap((send) => shownPush(send, Date.now() - 30_000)));
  const all = async (of: typeof store) => {
    await of.ledger.follow();
    const found = await of.ledger.after(0, 10_000, {});
    return found.map(({ push }) => push).sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const before = await all(store);
  expect(new Set(before.map(({ state }) => state))).toEqual(new Set(['accepted', 'refused', 'shown']));
  await store.close();
  for (let turn = 0; turn < 2; turn++) {
    const moved = startCommand('migrate', '--store', from, '--to', to);
    expect([await moved.ended, moved.output()]).toEqual([0, moved.output()]);
  }
  const target = await openStore(to);
  expect(await all(target)).toEqual(before);
  await target.close();
});
