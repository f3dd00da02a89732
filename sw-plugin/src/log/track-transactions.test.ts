import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { result } from './database.ts';
import { trackTransactions } from './track-transactions.ts';

it('ends what is under way, or begun later, and leaves alone what is over or committed', async () => {
  const { open, abort } = trackTransactions();
  const db = await open(() => undefined);
  const write = (name: string) => {
    const store = db.transaction('settings', 'readwrite').objectStore('settings');
    store.put(true, name);
    const over = new Promise((resolve) => {
      store.transaction.oncomplete = () => resolve('committed');
      store.transaction.onabort = () => resolve('aborted');
    });
    return { transaction: store.transaction, over };
  };
  expect(await write('over').over).toBe('committed');
  const committed = write('committed');
  committed.transaction.commit();
  const open1 = write('open');
  abort();
  expect(await committed.over).toBe('committed');
  expect(await open1.over).toBe('aborted');
  expect(await write('later').over).toBe('aborted');
  const later = write('later, committed');
  later.transaction.commit();
  expect(await later.over).toBe('committed');
  const other = await trackTransactions().open(() => undefined);
  const store = other.transaction('settings').objectStore('settings');
  expect(await result(store.getAllKeys())).toEqual(['committed', 'later, committed', 'over']);
});

it('does not make a log anew that was taken away while the page was put aside', async () => {
  const shown = trackTransactions();
  (await shown.open(() => undefined)).close();
  shown.abort();
  const back = await trackTransactions(true).open(() => undefined);
  expect(back.objectStoreNames).toHaveLength(2);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('offstage').onsuccess = resolve;
  });
  for (let time = 0; time < 2; time += 1)
    await expect(trackTransactions(true).open(() => undefined)).rejects.toBeTruthy();
  expect(await indexedDB.databases()).toEqual([]);
});
