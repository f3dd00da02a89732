import { expect, test } from 'vitest';
import { createTurnstile } from './turnstile.ts';

const OPTIONS = { perClient: 2, presence: 1_000 };

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
  turnstile.leave('a');
  await third;
  expect(order).toEqual([3]);
  turnstile.leave('a');
  await fourth;
  expect(order).toEqual([3, 4]);
});

test('is open again once the others have gone', () => {
  const turnstile = createTurnstile(OPTIONS);
  turnstile.enter('b', 0);
  turnstile.leave('b');
  for (let request = 0; request < 3; request++) turnstile.enter('a', 1);
  expect(turnstile.enter('a', 2)).toBeInstanceOf(Promise);
  expect(turnstile.enter('a', 1_500)).toBeUndefined();
});
