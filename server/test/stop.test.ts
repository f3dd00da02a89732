import { fork } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

test('stops well without a signal: by a command, under load, losing nothing', async () => {
  const data = join(folder.path, 'by-command');
  const server = startCommand('--port', '0', '--allow-anonymous', '--data', data);
  const url = await until('it to listen', () => /Listening on (\S+)/.exec(server.output())?.[1]);
  const load = startLoad(() => [url], { connections: 8, batch: 4 });
  await until('reports to be acknowledged', () => load.acknowledged.size > 200);
  const stopped = await runCommand('stop', '--data', data);
  expect([stopped.code, stopped.output]).toEqual([0, 'Stopped\n']);
  expect(await server.ended).toBe(0);
  await load.stop();
  const store = await openStore(join(data, 'reports.sqlite'));
  const stored = await storedMarks(store);
  await store.close();
  expect([...load.acknowledged].filter((mark) => !stored.has(mark))).toEqual([]);
  expect(server.output()).toContain('"event":"stopped"');
});

test.each(['SIGINT', 'SIGHUP'] as const)('stops well by %s', async (signal) => {
  const server = startCommand('--port', '0', '--allow-anonymous', '--data', join(folder.path, signal));
  await until('it to listen', () => server.output().includes('Listening on'));
  // Twice, as a terminal and npx say it.
  server.child.kill(signal);
  server.child.kill(signal);
  expect(await server.ended).toBe(0);
  expect(server.output()).toContain('"event":"stopped"');
});

test('stops well by the message of a parent, as programs that keep others running send it on Windows', async () => {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const child = fork(main, ['--port', '0', '--allow-anonymous', '--data', join(folder.path, 'by-message')], {
    silent: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  await until('it to listen', () => output.includes('Listening on'));
  child.send('shutdown');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
});

test('a folder is no stop file: the server does not begin to end', async () => {
  const { ended, output } = startCommand(
    ...['--port', '0', '--data', join(folder.path, 'with-folder'), '--stop-file', folder.path],
  );
  expect(await ended).toBe(1);
  expect(output()).toMatch(/STOP_FILE: .*it is a folder/);
});

test('a file that an earlier server left stops none; where none runs, the command says so', async () => {
  const file = join(folder.path, 'stop-me');
  writeFileSync(file, '');
  const server = await startServerProcess(['--data', join(folder.path, 'left'), '--stop-file', file]);
  await until('the old file to be removed', () => !existsSync(file));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await runCommand('stop', '--stop-file', file)).code).toBe(0);
  const nowhere = await runCommand('stop', '--data', join(folder.path, 'no/such/folder'));
  expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringMatching(/^NOT_STOPPED/)]);
  const without = await runCommand('stop', '--store', 'postgres://a/b');
  expect(without.output).toMatch(/^BAD_OPTION: stop needs --stop-file/);
});
