import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { startLoad } from './post-load.ts';
import { runCommand } from './run-command.ts';
import { startServerProcess } from './server-process.ts';
import { storedMarks } from './stored-marks.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
afterAll(folder.remove);

function run(program: string, ...values: string[]): void {
  const done = spawnSync(program, values, { encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(
      `${program} ${values.join(' ')}: ${done.stderr}. These tests need root: sudo npx pnpm@12 test`,
    );
  }
}

/** Breaks the disk under a loaded server, mends it, and accounts for every acknowledged report. */
async function breakAndMend(
  data: string,
  breakIt: () => void,
  mend: () => void,
): Promise<Record<string, number>> {
  const server = await startServerProcess(['--data', data]);
  const load = startLoad(() => [server.url], { connections: 8, batch: 4 });
  try {
    await until('reports to be acknowledged', () => load.acknowledged.size > 100);
    breakIt();
    await until('a 503', () => (load.statuses['503'] ?? 0) > 20);
    const duringTrouble = await fetch(`${server.url}/reports`, {
      method: 'POST',
      body: '[{"type":"x","age":1,"body":{}}]',
    });
    expect(duringTrouble.status).toBe(503);
    expect(Number(duringTrouble.headers.get('retry-after'))).toBeGreaterThan(0);
    mend();
    const acknowledged = load.acknowledged.size;
    await until('reports to be acknowledged again', () => load.acknowledged.size > acknowledged + 100);
  } finally {
    mend();
    await load.stop();
    await server.stop('SIGTERM');
  }
  expect(Object.keys(load.statuses).sort()).toEqual(['204', '503']);
  const store = await openStore(join(data, 'reports.sqlite'));
  const stored = await storedMarks(store);
  await store.close();
  expect([...load.acknowledged].filter((mark) => !stored.has(mark))).toEqual([]);
  expect([...stored].filter(([, count]) => count > 1)).toEqual([]);
  // A 503 says that nothing of the post was stored.
  expect([...load.refused].filter((mark) => stored.has(mark))).toEqual([]);
  return load.statuses;
}

test('answers 503 while the disk is full, and goes on by itself when it is not', async () => {
  const disk = join(folder.path, 'small');
  mkdirSync(disk);
  run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk);
  try {
    const filler = join(disk, 'filler');
    const statuses = await breakAndMend(
      join(disk, 'data'),
      () => {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(64 * 1024), { flag: 'a' });
        } catch {
          // Full.
        }
      },
      () => rmSync(filler, { force: true }),
    );
    console.log(`full disk: ${JSON.stringify(statuses)}`);
  } finally {
    // Lazily: a thread of the store that has just been closed may hold a file for a moment.
    run('umount', '--lazy', disk);
  }
});

test('answers 503 while the files are read-only, and goes on by itself when they are not', async () => {
  const data = join(folder.path, 'read-only');
  const files = ['reports.sqlite', 'reports.sqlite-wal'].map((name) => join(data, name));
  const statuses = await breakAndMend(
    data,
    () => run('chattr', '+i', ...files),
    () => run('chattr', '-i', ...files),
  );
  console.log(`read-only files: ${JSON.stringify(statuses)}`);
});

test('a backup that a full disk breaks off leaves nothing, and the server goes on', async () => {
  const data = join(folder.path, 'saved');
  const small = join(folder.path, 'room');
  mkdirSync(small);
  const server = await startServerProcess(['--data', data]);
  const load = startLoad(() => [server.url], { connections: 8, batch: 16 });
  run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small);
  try {
    await until('more than fits', () => load.acknowledged.size > 1_000);
    const saved = await runCommand('backup', '--data', data, '--to', join(small, 'backup.sqlite'));
    expect([saved.code, saved.output]).toEqual([1, expect.stringMatching(/^BACKUP_FAILED: .*full/)]);
    expect(readdirSync(small)).toEqual([]);
    expect(Object.keys(load.statuses)).toEqual(['204']);
  } finally {
    run('umount', small);
    await load.stop();
    await server.stop('SIGTERM');
  }
});
