import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openStore, startServer } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { startServerProcess } from './server-process.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
afterAll(folder.remove);

test('one file has one server, and the next one once that has gone', async () => {
  const path = join(folder.path, 'shared.sqlite');
  const first = await openStore(path);
  await first.add([makeReport()]);
  await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  const second = openStore(path);
  await first.close();
  await (await second).close();
});

test('a killed server leaves no lock behind', async () => {
  const data = join(folder.path, 'killed');
  const server = await startServerProcess(['--data', data]);
  await server.stop('SIGKILL');
  const next = await startServerProcess(['--data', data]);
  expect(await next.stop('SIGTERM')).toBe(0);
});

test('says so when a file is no store, or of a newer version', async () => {
  const other = join(folder.path, 'other.sqlite');
  writeFileSync(other, 'This is a letter and no database. '.repeat(100));
  await expect(openStore(other)).rejects.toMatchObject({
    code: 'STORE_NOT_OPENED',
    message: expect.stringMatching(/not a database.*name another one.*then start again$/),
  });
  const newer = join(folder.path, 'newer.sqlite');
  const { DatabaseSync } = createRequire(import.meta.url)(
    '@photostructure/sqlite',
  ) as typeof import('@photostructure/sqlite');
  const database = new DatabaseSync(newer);
  database.exec('PRAGMA user_version = 99');
  database.close();
  await expect(openStore(newer)).rejects.toMatchObject({ code: 'STORE_NEWER' });
  await expect(openStore('/proc/nothing/reports.sqlite')).rejects.toMatchObject({
    code: 'DATA_NOT_WRITABLE',
  });
});

test.each([
  'http://example.com/',
  'mysql://user:secret@host/reports',
  ':memory:',
  'sqlite::memory:',
  'file:reports.sqlite',
  'file://other-host/reports.sqlite',
  'postgres://user:secret@[::1/reports',
  // None of its password is shown, however it was written.
  'postgres://user:se/cr@et@host/reports',
])('%s is no address of a store', async (address) => {
  const error = await openStore(address).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: 'STORE_URL' });
  expect(String(error)).not.toMatch(/secret|se\/|cr@|et@/);
});

test('a server that does not start holds nothing open', async () => {
  const store = join(folder.path, 'not-started.sqlite');
  const push = { subject: 'nobody', privateKey: 'none' };
  await expect(startServer({ store, push, port: 0 })).rejects.toMatchObject({ code: 'PUSH_KEY' });
  await (await openStore(store)).close();
});

test('an address that is empty is not taken for all addresses', async () => {
  const store = join(folder.path, 'no-host.sqlite');
  await expect(startServer({ store, host: '', port: 0 })).rejects.toMatchObject({ code: 'BAD_OPTION' });
});

test('a folder that was made for it is no part of a repository', async () => {
  const path = join(folder.path, 'made', 'here', 'reports.sqlite');
  await (await openStore(path)).close();
  expect(readFileSync(join(folder.path, 'made', 'here', '.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(join(folder.path, 'made', '.gitignore'))).toBe(false);
});

test('ids are never given twice, also not after everything was removed', async () => {
  const path = join(folder.path, 'ids.sqlite');
  let store = await openStore(path);
  await store.add([makeReport(), makeReport()]);
  const last = await store.lastId();
  await store.remove({});
  await store.close();
  store = await openStore(path);
  await store.add([makeReport()]);
  expect(await store.lastId()).toBe(last + 1);
  await store.close();
});

test('closing ends live streams at once', async () => {
  const server = await startServerProcess(['--data', join(folder.path, 'streams')]);
  const stream = await fetch(`${server.url}/api/stream`);
  const ended = stream.text().catch(() => 'cut');
  const started = performance.now();
  expect(await server.stop('SIGTERM')).toBe(0);
  await ended;
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('a port in use says which to take instead', async () => {
  const server = await startServer({
    allowAnonymous: true,
    store: join(folder.path, 'first.sqlite'),
    port: 0,
  });
  const port = Number(new URL(server.url).port);
  await expect(
    startServer({ allowAnonymous: true, store: join(folder.path, 'p.sqlite'), port }),
  ).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: expect.stringContaining(`--port ${port + 1}`),
  });
  await server.close();
});
