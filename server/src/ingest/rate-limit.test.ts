import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

test('gives a burst, then the rate', () => {
  const limit = createRateLimit({ perSecond: 10, burst: 30 });
  expect(limit.take('a', 25, 0)).toBe(25);
  expect(limit.take('a', 25, 0)).toBe(5);
  expect(limit.has('a', 0)).toBe(false);
  expect(limit.take('b', 1, 0)).toBe(1);
  expect(limit.take('a', 25, 500)).toBe(5);
  expect(limit.take('a', 100, 100_000)).toBe(30);
});

test('a clock that is set back takes nothing away', () => {
  const limit = createRateLimit({ perSecond: 10, burst: 10 });
  expect(limit.take('a', 5, 10_000)).toBe(5);
  expect(limit.take('a', 5, 0)).toBe(5);
});

test('forgets the oldest key rather than growing for ever', () => {
  const limit = createRateLimit({ perSecond: 0, burst: 1 });
  for (let key = 0; key < 120_000; key++) limit.take(String(key), 1, 0);
  expect(limit.has('119999', 0)).toBe(false);
  expect(limit.has('0', 0)).toBe(true);
});

test('who still posts is not forgotten', () => {
  const limit = createRateLimit({ perSecond: 0, burst: 1 });
  limit.take('here', 1, 0);
  for (let key = 1; key < 60_000; key++) {
    limit.take(String(key), 1, key);
    if (key % 1_000 === 0) expect(limit.has('here', key)).toBe(false);
  }
});

test('what is charged may be more than is left', () => {
  const limit = createRateLimit({ perSecond: 10, burst: 10 });
  limit.charge('a', 30, 0);
  expect(limit.take('a', 5, 1_000)).toBe(0);
  expect(limit.has('a', 2_000)).toBe(false);
  expect(limit.take('a', 5, 2_500)).toBe(5);
});
