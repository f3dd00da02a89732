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
          hold.add(bytes);
          all = Buffer.concat([all, bytes]);
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
