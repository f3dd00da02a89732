import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createByteHold } from './byte-hold.ts';

test('is what it was given, however that was cut, and finds the end of a head', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 9 }), fc.constantFrom('\r\n', '\r', '\n', '\r\n\r\n')), {
        maxLength: 30,
      }),
      fc.nat({ max: 40 }),
      (pieces, drop) => {
        const hold = createByteHold();
        let all = Buffer.alloc(0);
        for (const [index, piece] of pieces.entries()) {
          const bytes = Buffer.from(piece);
          all = Buffer.concat([all, bytes]);
          hold.add(bytes);
          expect(hold.endOfHead()).toBe(all.indexOf('\r\n\r\n'));
          if (index % 5 === 4) {
            const count = Math.min(drop, all.length);
            hold.drop(count);
            all = all.subarray(count);
          }
          expect(hold.view().equals(all)).toBe(true);
          expect(hold.text(0, hold.length)).toBe(all.toString());
        }
      },
    ),
  );
});

test('gives large memory back at once, but for what it has given away', () => {
  const piece = () => Buffer.alloc(60_000, 'x');
  const hold = createByteHold();
  const [first, second] = [piece(), piece()];
  hold.expect(130_000);
  hold.add(first);
  hold.add(second);
  expect([first.length, second.length]).toEqual([0, 0]);
  expect([hold.length, hold.size]).toEqual([120_000, 130_000]);
  expect(hold.text(0, hold.length)).toBe('x'.repeat(120_000));
  const memory = hold.view();
  hold.drop(120_000);
  expect([memory.length, hold.length, hold.size]).toEqual([0, 0, 0]);
  const other = piece();
  hold.add(other);
  expect(hold.take().equals(piece())).toBe(true);
  expect([hold.length, other.length]).toEqual([0, 60_000]);
  // A part of something larger is somebody's as well.
  const large = Buffer.alloc(200_000);
  hold.add(large.subarray(0, 100_000));
  hold.drop(100_000);
  expect(large.length).toBe(200_000);
});
