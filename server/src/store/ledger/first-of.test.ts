import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstOf } from './first-of.ts';

test('the first ones are those of a sorted list, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 1, max: 8 }), (items, most) => {
      const sorted = [...items].sort((a, b) => a - b);
      const { first, others } = firstOf(items, most, (a, b) => a - b);
      expect(first).toEqual(sorted.slice(0, most));
      expect([...others].sort((a, b) => a - b)).toEqual(sorted.slice(most));
    }),
  );
});
