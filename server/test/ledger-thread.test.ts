import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { makeSend } from './ledger-suite.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';
import { watchPosts } from './watch-posts.ts';

const folder = await tempFolder();
afterAll(folder.remove);

/** By the names of calls, the threads that have got them. */
function watchCalls(): Map<string, Set<Worker>> {
  const calls = new Map<string, Set<Worker>>();
  watchPosts((thread, message) => {
    const { method } = message as { method: string };
    calls.set(method, (calls.get(method) ?? new Set()).add(thread));
  });
  return calls;
}

test('who reads reports or asks how the store is does not wait for questions to the ledger, once it is used', async () => {
  const calls = watchCalls();
  const store = await openStore(join(folder.path, 'reports.sqlite'));
  // Where nobody sends pushes there is no thread for them.
  expect(await store.ledger.funnel({})).toMatchObject({ total: 0 });
  await store.list({ filter: {}, limit: 1 });
  expect(calls.get('pushFunnel')).toEqual(calls.get('list'));

  await store.ledger.add([makeSend({ id: 'one' })]);
  await store.ledger.follow();
  for (const name of ['pushFunnel', 'list']) calls.delete(name);
  expect(await store.ledger.funnel({})).toMatchObject({ total: 1 });
  expect(await store.ledger.findings({})).toMatchObject({ findings: [] });
  await store.list({ filter: {}, limit: 1 });
  await store.ping();
  const [own, ...more] = calls.get('pushFunnel') ?? [];
  expect(more).toEqual([]);
  expect(own).toBeInstanceOf(Worker);
  expect([...(calls.get('pushFindings') ?? [])]).toEqual([own]);
  for (const name of ['list', 'ping']) expect([...(calls.get(name) ?? [])]).not.toContain(own);

  await own?.terminate();
  await until('the ledger to be read again', () =>
    store.ledger.funnel({}).then(
      ({ total }) => total === 1,
      () => false,
    ),
  );
  const ended = [...(calls.get('pushFunnel') ?? []), ...(calls.get('list') ?? [])].map(
    (thread) => thread.threadId === -1 || new Promise((resolve) => thread.once('exit', resolve)),
  );
  await store.close();
  await Promise.all(ended);
});
