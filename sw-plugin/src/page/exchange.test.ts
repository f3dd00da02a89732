import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../log/database.ts';
import { trackTransactions } from '../log/track-transactions.ts';
import { exchange } from './exchange.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('answers what was stored before', async () => {
  expect(await exchange(openDatabase, 'visit', { a: 1 })).toBeUndefined();
  expect(await exchange(openDatabase, 'visit', { a: 2 })).toEqual({ a: 1 });
});

test('holds nothing open afterwards, nor when the page is put aside in the middle of it', async () => {
  await exchange(openDatabase, 'visit', 1);
  const { open, abort } = trackTransactions();
  abort();
  await expect(exchange(open, 'visit', 2)).rejects.toThrow();
  const deleted = await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('offstage');
    request.onsuccess = () => resolve('deleted');
    request.onblocked = () => resolve('blocked');
  });
  expect(deleted).toBe('deleted');
});
