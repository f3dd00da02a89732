import { existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { startLoad } from './post-load.ts';
import { runCommand, startCommand } from './run-command.ts';
import { startServerProcess } from './server-process.ts';
import { storedMarks } from './stored-marks.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
afterAll(folder.remove);

test('a backup under load restores to a state with every report that was acknowledged before it', async () => {
  const data = join(folder.path, 'data');
  const server = await startServerProcess(['--data', data]);
  const load = startLoad(() => [server.url], { connections: 16, batch: 4 });
  await until('reports to be acknowledged', () => load.acknowledged.size > 2_000);
  // A killed one leaves nothing that looks like a backup, unless it was done.
  for (const after of [60, 110, 160]) {
    const to = join(folder.path, `killed-${after}.sqlite`);
    const killed = startCommand('backup', '--data', data, '--to', to);
    await new Promise((resolve) => setTimeout(resolve, after));
    killed.child.kill('SIGKILL');
    await killed.ended;
    if (!existsSync(to)) continue;
    const whole = await runCommand('restore', '--from', to, '--store', `${to}-restored`);
    expect(whole.output).toMatch(/^Restored \d+ reports/);
  }
  for (let round = 1; round <= 3; round++) {
    const before = new Set(load.acknowledged);
    const to = join(folder.path, `backup-${round}.sqlite`);
    const saved = await runCommand('backup', '--data', data, '--to', to);
    expect([saved.code, saved.output]).toEqual([0, expect.stringMatching(/^Saved \d+ reports/)]);
    const restored = join(folder.path, `restored-${round}`);
    const put = await runCommand('restore', '--from', to, '--data', restored);
    expect([put.code, put.output]).toEqual([0, expect.stringMatching(/^Restored \d+ reports/)]);
    const store = await openStore(join(restored, 'reports.sqlite'));
    const stored = await storedMarks(store);
    const { total } = await store.facets({});
    await store.close();
    expect([...before].filter((mark) => !stored.has(mark))).toEqual([]);
    expect([...stored].filter(([, count]) => count > 1)).toEqual([]);
    expect(total).toBe(stored.size);
    expect(saved.output).toContain(`Saved ${stored.size} reports`);
    console.log(`backup ${round}: ${before.size} acknowledged before it, ${stored.size} in it`);
  }
  expect(Object.keys(load.statuses)).toEqual(['204']);
  // Also where it is no backup, but what a server has open.
  const latest = new Set(load.acknowledged);
  const direct = join(folder.path, 'direct.sqlite');
  expect((await runCommand('restore', '--from', join(data, 'reports.sqlite'), '--store', direct)).code).toBe(
    0,
  );
  const copied = await openStore(direct);
  const there = await storedMarks(copied);
  await copied.close();
  expect([...latest].filter((mark) => !there.has(mark))).toEqual([]);
  await load.stop();
  await server.stop('SIGTERM');
}, 60_000);

test('replaces nothing, takes nothing broken, and leaves nothing half done', async () => {
  const data = join(folder.path, 'kept');
  const store = await openStore(join(data, 'reports.sqlite'));
  const to = join(folder.path, 'good.sqlite');
  expect((await runCommand('backup', '--data', data, '--to', to)).code).toBe(0);
  expect((statSync(to).mode & 0o777).toString(8)).toBe(
    (statSync(join(data, 'reports.sqlite')).mode & 0o777).toString(8),
  );
  const twice = await runCommand('backup', '--data', data, '--to', to);
  expect([twice.code, twice.output]).toEqual([1, expect.stringMatching(/^BACKUP_EXISTS/)]);
  const onto = await runCommand('backup', '--data', data, '--to', join(data, 'reports.sqlite'));
  expect(onto.output).toMatch(/^BACKUP_EXISTS/);
  const nowhere = await runCommand('backup', '--data', data, '--to', join(folder.path, 'no/such/folder'));
  expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringMatching(/^BACKUP_FAILED/)]);
  const running = await runCommand('restore', '--from', to, '--data', data);
  expect([running.code, running.output]).toEqual([1, expect.stringMatching(/^STORE_IN_USE/)]);
  await store.close();
  const there = await runCommand('restore', '--from', to, '--data', data);
  expect([there.code, there.output]).toEqual([1, expect.stringMatching(/^STORE_THERE/)]);
  truncateSync(to, 9_000);
  writeFileSync(join(folder.path, 'text.sqlite'), 'no database at all, however long it may be '.repeat(99));
  for (const bad of [to, join(folder.path, 'text.sqlite'), join(folder.path, 'missing.sqlite')]) {
    const broken = await runCommand('restore', '--from', bad, '--data', join(folder.path, 'fresh'));
    expect([bad, broken.code, broken.output]).toEqual([bad, 1, expect.stringMatching(/^BACKUP_BROKEN/)]);
  }
  const postgres = await runCommand('backup', '--store', 'postgres://a:secret@b/c', '--to', to);
  expect([postgres.code, postgres.output]).toEqual([1, expect.stringMatching(/^BACKUP_TOOL: .*pg_dump/)]);
  expect(postgres.output).not.toContain('secret');
  expect(readdirSync(folder.path).filter((name) => /good.*part/.test(name))).toEqual([]);
}, 60_000);
