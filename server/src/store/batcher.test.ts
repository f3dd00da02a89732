import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

const LIMITS = { batch: 100, size: 1_000, turn: 2, waiting: 1_000, writes: 1 };

test('writes at once, then everything that came meanwhile in one go', async () => {
  const batches: number[][] = [];
  const batcher = createBatcher<number>(async (items) => {
    batches.push([...items]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return items.map(() => true);
  }, LIMITS);
  const first = batcher.add([1], 'a');
  await new Promise((resolve) => setTimeout(resolve, 2));
  const rest = [batcher.add([2], 'b'), batcher.add([3, 4], 'c')];
  expect(await first).toEqual({ stored: 1, duplicates: 0 });
  expect(await Promise.all(rest)).toEqual([
    { stored: 1, duplicates: 0 },
    { stored: 2, duplicates: 0 },
  ]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});

test('a flood from one sender does not keep another one waiting', async () => {
  const batches: string[][] = [];
  const batcher = createBatcher<string>(
    async (items) => {
      batches.push([...items]);
      return items.map(() => true);
    },
    { ...LIMITS, batch: 20 },
  );
  const flood = batcher.add(
    Array.from({ length: 200 }, () => 'flood'),
    'a',
  );
  const single = batcher.add(['single'], 'b');
  await single;
  // Nor for a write that is full of the flood.
  expect(batches[0]).toEqual(['flood', 'flood', 'single']);
  await flood;
  expect(batches.flat().filter((item) => item === 'flood')).toHaveLength(200);
});

test('a write takes turns among senders, and is neither too long nor too large', async () => {
  const batches: string[][] = [];
  const batcher = createBatcher<string>(
    async (items) => {
      batches.push([...items]);
      return items.map(() => true);
    },
    { ...LIMITS, batch: 8, size: 30 },
    (item) => item.length,
  );
  await Promise.all([
    batcher.add(['a1', 'a2', 'a3'], 'a'),
    batcher.add(['b1'], 'b'),
    batcher.add(['a4', 'a5', 'a6', 'a7', 'a8', 'a9'], 'a'),
    batcher.add(['c'.repeat(40), 'c2'], 'c'),
  ]);
  expect(batches).toEqual([
    ['a1', 'a2', 'b1', 'c'.repeat(40)],
    ['a3', 'a4', 'c2'],
    ['a5', 'a6', 'a7', 'a8', 'a9'],
  ]);
});

test('a long line costs no more per item than a short one', async () => {
  const batcher = createBatcher<number>(async (items) => items.map(() => true), { ...LIMITS, waiting: 1e6 });
  const added = await Promise.all(Array.from({ length: 20_000 }, (_, n) => batcher.add([n], 'a')));
  expect(added.filter(({ stored }) => stored === 1)).toHaveLength(20_000);
});

test('counts what was known already, per sender', async () => {
  const seen = new Set<number>();
  const batcher = createBatcher<number>(
    async (items) => items.map((item) => !seen.has(item) && seen.add(item) !== undefined),
    LIMITS,
  );
  const answers = await Promise.all([batcher.add([1, 2], 'a'), batcher.add([2, 3], 'b')]);
  expect(answers).toEqual([
    { stored: 2, duplicates: 0 },
    { stored: 1, duplicates: 1 },
  ]);
});

test('a failed write rejects those that were in it, and the next ones succeed', async () => {
  let fail = true;
  const batcher = createBatcher<number>(async (items) => {
    if (fail) throw new Error('disk');
    return items.map(() => true);
  }, LIMITS);
  await expect(batcher.add([1], 'a')).rejects.toThrow('disk');
  fail = false;
  expect(await batcher.add([1], 'a')).toEqual({ stored: 1, duplicates: 0 });
  expect(await batcher.add([], 'a')).toEqual({ stored: 0, duplicates: 0 });
  await batcher.drained();
});

test('refuses more than may wait, and takes more once the queue is shorter', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const batcher = createBatcher<number>(
    async (items) => {
      await gate;
      return items.map(() => true);
    },
    { ...LIMITS, waiting: 3 },
  );
  const accepted = batcher.add([1, 2, 3], 'a');
  await expect(batcher.add([4], 'b')).rejects.toMatchObject({ code: 'STORE_BUSY' });
  release();
  await accepted;
  expect(await batcher.add([4], 'b')).toEqual({ stored: 1, duplicates: 0 });
});
