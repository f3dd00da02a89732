import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { openStore } from '@offstage/server';
import { afterAll, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';
import { watchPosts } from './watch-posts.ts';

const folder = await tempFolder();
afterAll(folder.remove);

/** The threads of the stores that are opened from now on. */
function watchThreads(): Set<Worker> {
  const threads = new Set<Worker>();
  watchPosts((thread) => threads.add(thread));
  return threads;
}

test('threads that die are started again: what was stored is there, new reports are found, ids go on', async () => {
  const threads = watchThreads();
  const store = await openStore(join(folder.path, 'reports.sqlite'));
  const url = (number: number) => `https://app.example/${number}`;
  await store.add([makeReport({ url: url(1) })]);
  await store.list({ filter: {}, limit: 1 });
  for (let round = 0; round < 3; round++) {
    for (const thread of threads) await thread.terminate();
    threads.clear();
    const add = () =>
      store.add([makeReport({ url: url(round + 2) })]).then(
        () => true,
        (error: { code: string }) => {
          expect(error.code).toBe('STORE_UNAVAILABLE');
          return false;
        },
      );
    await until('the store to write again', add);
    const list = () => store.list({ filter: {}, limit: 9 }).catch(() => undefined);
    const listed = await until('the store to read again', list);
    // The kind was described to the thread that is gone; without it the report would be in no answer.
    expect(listed.map((report) => report.url)).toEqual(
      Array.from({ length: round + 2 }, (_, index) => url(round + 2 - index)),
    );
    await store.ping();
  }
  expect((await store.facets({})).total).toBe(4);
  await store.close();
  await expect(store.add([makeReport()])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
});
