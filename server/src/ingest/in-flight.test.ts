import { expect, test } from 'vitest';
import { createInFlight } from './in-flight.ts';

test('has room for each and for all, and gets it back', () => {
  const held = createInFlight({ perClient: 10, total: 25 });
  expect(held.take('a', 10)).toBe(true);
  expect(held.take('a', 1)).toBe(false);
  expect(held.take('b', 10)).toBe(true);
  expect(held.take('c', 6)).toBe(false);
  held.give('a', 10);
  expect(held.take('c', 6)).toBe(true);
});

test('a proxy has what there is', () => {
  const held = createInFlight({ perClient: 10, total: 25 });
  expect(held.take('', 25)).toBe(true);
  expect(held.take('', 1)).toBe(false);
});
