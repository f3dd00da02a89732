import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

const LIMITS = { batch: 100, slice: 10, share: 2, perSecond: 1_000, waiting: 1_000, writes: 1 };

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
  expect(batches[0]).toContain('single');
  await flood;
  expect(batches.flat().filter((item) => item === 'flood')).toHaveLength(200);
});

test('while others send, a sender gets few items into a write, or as many as they have, or what its rate needs', async () => {
  let clock = 0;
  let takes = 0;
  const batches: string[][] = [];
  const batcher = createBatcher<string>(
    async (items) => {
      batches.push([...items]);
      clock += takes;
      return items.map(() => true);
    },
    LIMITS,
    () => clock,
  );
  const send = (sender: string, count: number) =>
    batcher.add(
      Array.from({ length: count }, () => sender),
      sender,
    );
  const taken = (batch: number, sender: string) => batches[batch]?.filter((item) => item === sender).length;
  await Promise.all([send('a', 6), send('b', 1)]);
  expect(batches.map((_, batch) => taken(batch, 'a'))).toEqual([2, 2, 2]);

  batches.length = 0;
  await Promise.all([send('a', 6), send('b', 5)]);
  expect([taken(0, 'a'), taken(0, 'b')]).toEqual([5, 5]);

  // Each write takes 5 ms: at 1,000 per second that is 5 items.
  takes = 5;
  for (let write = 0; write < 200; write++) await send('b', 1);
  batches.length = 0;
  await Promise.all([send('a', 30), send('b', 1)]);
  expect(taken(0, 'a')).toBeGreaterThanOrEqual(4);
  expect(taken(0, 'a')).toBeLessThanOrEqual(5);

  // A second after the last change of sender, it is alone again.
  takes = 0;
  clock += 2_000;
  batches.length = 0;
  await send('b', 20);
  clock += 2_000;
  await send('b', 20);
  expect(taken(batches.length - 1, 'b')).toBe(10);
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
