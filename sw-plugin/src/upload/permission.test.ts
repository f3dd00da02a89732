import 'fake-indexeddb/auto';
import { IDBDatabase } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import { openPermission, sayWord } from './permission.ts';

afterEach(() => vi.restoreAllMocks());

it('writes only where there is something to say, to make, or to forget', async () => {
  const permission = openPermission();
  await sayWord({ url: 'https://a.example/', redacts: false });
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const writes = () => transaction.mock.calls.filter(([, mode]) => mode === 'readwrite').length;
  expect(await permission.pageWord()).toMatchObject({ redacts: false });
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

it('a no says what the random id was, and makes that there is none', async () => {
  const permission = openPermission();
  await sayWord({ url: 'https://a.example/', redacts: false });
  const install = await permission.install();
  expect(await sayWord(false)).toBe(install);
  // Who asks for it in the same moment was allowed to a moment ago.
  expect(await permission.install()).toBeUndefined();
  expect(await sayWord(false)).toBeUndefined();
  await sayWord({ url: 'https://a.example/', redacts: false });
  expect(await permission.install()).not.toBe(install);
});

it('makes one random id, whoever asks at the same time', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => openPermission().install()));
  expect(new Set(ids).size).toBe(1);
});
