import { expect, test } from 'vitest';
import { createShares } from './shares.ts';

/** Begins requests; gives how many of them may. */
function begun(shares: ReturnType<typeof createShares>, client: string, count: number, now: number): number {
  return Array.from({ length: count }, () => shares.enter(client, now)).filter((wait) => wait === undefined)
    .length;
}

test('alone a client may have as many under way as it likes', () => {
  const shares = createShares();
  begun(shares, 'a', 1, 0);
  expect(begun(shares, 'a', 500, 100)).toBe(500);
});

test('beside others it has no more than they, and a few; it goes on as its own end', async () => {
  const shares = createShares();
  expect(begun(shares, 'other', 1, 0)).toBe(1);
  const order: number[] = [];
  const waits = Array.from({ length: 30 }, (_, number) =>
    (shares.enter('flood', 1) ?? Promise.resolve()).then(() => order.push(number)),
  );
  await Promise.resolve();
  await Promise.resolve();
  expect(order).toHaveLength(9);
  shares.leave('flood', 2);
  shares.leave('flood', 2);
  await Promise.resolve();
  await Promise.resolve();
  expect(order).toHaveLength(11);
  // Nobody else has sent for a while.
  shares.leave('flood', 100);
  await Promise.all(waits);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('two that send as much as each other have as many as they like', () => {
  const shares = createShares();
  begun(shares, 'a', 1, 0);
  expect(begun(shares, 'a', 63, 100)).toBe(63);
  expect(begun(shares, 'b', 72, 101)).toBe(72);
  expect(begun(shares, 'b', 1, 101)).toBe(0);
  expect(begun(shares, 'a', 16, 102)).toBe(16);
});

test('a line that never ends goes on, in order', async () => {
  const shares = createShares();
  const order: number[] = [];
  let entered = 0;
  const enter = (now: number) => {
    const number = entered++;
    void (shares.enter('flood', now) ?? Promise.resolve()).then(() => order.push(number));
  };
  shares.enter('other', 0);
  for (let one = 0; one < 20; one++) enter(0);
  for (let turn = 0; turn < 5_000; turn++) {
    shares.leave('other', turn);
    shares.enter('other', turn);
    shares.leave('flood', turn);
    enter(turn);
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(order.length).toBeGreaterThan(5_000);
  expect(order).toEqual(order.map((_, index) => index));
});

test('many clients are not looked at one by one, and nothing is kept of those who are done', () => {
  // Of several: what else the machine does is in none of them each time.
  const fastest = (clients: number) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const shares = createShares();
        const started = performance.now();
        let waited = 0;
        for (let turn = 0; turn < 40_000; turn++) {
          const client = String(turn % clients);
          if (shares.enter(client, turn / 100) !== undefined) waited++;
          shares.leave(client, turn / 100);
        }
        expect(waited).toBe(0);
        return performance.now() - started;
      }),
    );
  // A walk over all would make it some thousand times.
  expect(fastest(20_000) / fastest(2)).toBeLessThan(100);
}, 60_000);
