import { afterEach, expect, test, vi } from 'vitest';
import { createTurnstile } from './turnstile.ts';

afterEach(() => {
  vi.useRealTimers();
});

const OPTIONS = { perClient: 2, perSecond: 1_000, presence: 1_000, rest: 1 };

test('a client that is alone is never held back', () => {
  const turnstile = createTurnstile(OPTIONS);
  for (let request = 0; request < 100; request++) expect(turnstile.enter('a', request)).toBeUndefined();
});

test('while others post, each has its few requests in work, in the order in which they came', async () => {
  const turnstile = createTurnstile(OPTIONS);
  const order: number[] = [];
  turnstile.enter('a', 0);
  expect(turnstile.enter('b', 1)).toBeUndefined();
  expect(turnstile.enter('a', 2)).toBeUndefined();
  const third = turnstile.enter('a', 3)?.then(() => order.push(3));
  const fourth = turnstile.enter('a', 4)?.then(() => order.push(4));
  expect(third).toBeInstanceOf(Promise);
  expect(turnstile.enter('b', 5)).toBeUndefined();
  turnstile.leave('a', 0);
  await third;
  expect(order).toEqual([3]);
  turnstile.leave('a', 0);
  await fourth;
  expect(order).toEqual([3, 4]);
});

test('is open again once the others have gone', () => {
  const turnstile = createTurnstile(OPTIONS);
  turnstile.enter('b', 0);
  turnstile.leave('b', 0);
  for (let request = 0; request < 3; request++) turnstile.enter('a', 1);
  expect(turnstile.enter('a', 2)).toBeInstanceOf(Promise);
  expect(turnstile.enter('a', 1_500)).toBeUndefined();
});

test('is no narrower for a client than for all others together', () => {
  const turnstile = createTurnstile(OPTIONS);
  for (let request = 0; request < 5; request++) turnstile.enter('a', 0);
  for (let request = 0; request < 5; request++) expect(turnstile.enter('b', 1)).toBeUndefined();
  expect(turnstile.enter('b', 1)).toBeInstanceOf(Promise);
});

test('lets more in when each takes longer, so that a client gets its requests per second', async () => {
  const turnstile = createTurnstile(OPTIONS);
  for (let request = 0; request < 1_000; request++) {
    turnstile.enter('a', 0);
    turnstile.leave('a', 10);
  }
  turnstile.enter('b', 1);
  for (let request = 0; request < 10; request++) expect(turnstile.enter('a', 1)).toBeUndefined();
  turnstile.enter('a', 1);
  const waiting = turnstile.enter('a', 1);
  expect(waiting).toBeInstanceOf(Promise);
  turnstile.leave('a', 10);
  await waiting;
});

test('a client that has more waiting rests after a request, and what comes meanwhile waits behind', async () => {
  vi.useFakeTimers();
  const turnstile = createTurnstile(OPTIONS);
  const order: number[] = [];
  turnstile.enter('b', 0);
  for (let request = 0; request < 2; request++) turnstile.enter('a', 1);
  const enter = (name: string, number: number) => turnstile.enter(name, 1)?.then(() => order.push(number));
  const waiting = [enter('a', 1), enter('a', 2)];
  for (let request = 0; request < 2; request++) turnstile.leave('a', 0);
  waiting.push(enter('a', 3));
  await vi.advanceTimersByTimeAsync(OPTIONS.rest - 0.1);
  expect(order).toEqual([]);
  expect(enter('b', 0)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0.1);
  expect(order).toEqual([1, 2]);
  turnstile.leave('a', 0);
  await vi.advanceTimersByTimeAsync(OPTIONS.rest);
  expect(order).toEqual([1, 2, 3]);
  await Promise.all(waiting);
});
