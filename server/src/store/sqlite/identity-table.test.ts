import { expect, test } from 'vitest';
import { createIdentityTable, halvesOf } from './identity-table.ts';

test('finds what was put in, by hash and slot, also where many fall on the same place', () => {
  const table = createIdentityTable(16);
  const hashes = [0n, 1n, -1n, 1n << 32n, -(1n << 63n), (1n << 63n) - 1n].map(halvesOf);
  for (const [index, hash] of hashes.entries()) table.set(hash, 7, 3_500 + index);
  for (const [index, hash] of hashes.entries()) {
    expect(table.timeOf(hash, 7)).toBe(3_500 + index);
    expect(table.timeOf(hash, 8)).toBeUndefined();
  }
  table.set(halvesOf(1n), 8, 4_000);
  table.set(halvesOf(1n), 8, 4_001);
  expect(table.timeOf(halvesOf(1n), 8)).toBe(4_001);
  expect([table.size, table.newestSlot]).toEqual([7, 8]);
});
