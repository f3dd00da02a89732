import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createColumn } from '../model/column.ts';
import { byTime, orderByTime } from './order-of-time.ts';

const columnOf = (times: readonly number[], low: number) => {
  const column = createColumn((length) => new Float64Array(length));
  times.forEach((time, index) => {
    column.set(low + index, time);
  });
  return column;
};

test('orders any positions by time, stable by position', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 })), fc.nat({ max: 20 }), (times, older) => {
      const time = columnOf(times, -older);
      const positions = Int32Array.from(times, (_, index) => index - older);
      const expected = [...positions].sort(byTime(time));
      expect([...orderByTime(time, positions)]).toEqual(expected);
    }),
  );
});

test('one entry from a clock that is far ahead moves alone', () => {
  const time = columnOf([1, 2, 9e15, 3, 4, 4, 5], 0);
  expect([...orderByTime(time, Int32Array.of(0, 1, 2, 3, 4, 5, 6))]).toEqual([0, 1, 3, 4, 5, 6, 2]);
});
