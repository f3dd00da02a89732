import { expect, it } from 'vitest';
import { backOff } from './back-off.ts';

it('doubles up to five minutes, half of it by chance, and starts over after a success', () => {
  const highest = backOff(() => 1);
  expect([highest.next(), highest.next(), highest.next()]).toEqual([1_000, 2_000, 4_000]);
  for (let count = 0; count < 20; count++) highest.next();
  expect(highest.next()).toBe(300_000);
  highest.reset();
  expect(highest.next()).toBe(1_000);
  expect(backOff(() => 0).next()).toBe(500);
});
