import 'fake-indexeddb/auto';
import { IDBDatabase } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { openPermission } from './permission.ts';

afterEach(() => vi.restoreAllMocks());

it('writes only where there is something to say, to make, or to forget', async () => {
  const permission = openPermission();
  await permission.say(false);
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const writes = () => transaction.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
  expect(await permission.pageWord()).toBe(false);
  expect(await permission.forget()).toBeUndefined();
  expect(writes()).toBe(0);
  const install = await permission.install();
  expect(install).toMatch(/^[0-9a-f]{32}$/);
  expect(writes()).toBe(1);
  expect(await permission.install()).toBe(install);
  expect(writes()).toBe(1);
  expect(await permission.forget()).toBe(install);
  expect(await permission.forget()).toBeUndefined();
  expect(writes()).toBe(2);
});

it('makes one random id, whoever asks at the same time', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => openPermission().install()));
  expect(new Set(ids).size).toBe(1);
});
