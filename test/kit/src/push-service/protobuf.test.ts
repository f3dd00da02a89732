import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesField, fixed64Field, integerField, readVarint, varint } from './protobuf.ts';

test('varints read back, whatever follows them', () => {
  fc.assert(
    fc.property(fc.nat(), fc.uint8Array(), (value, rest) => {
      const bytes = varint(value);
      expect(readVarint(Buffer.concat([bytes, rest]), 0)).toEqual({ value, next: bytes.length });
    }),
  );
});

test('a varint whose end has not arrived is not read', () => {
  expect(readVarint(varint(300).subarray(0, 1), 0)).toBeUndefined();
  expect(readVarint(Buffer.alloc(0), 0)).toBeUndefined();
});

// The examples of https://protobuf.dev/programming-guides/encoding/
test('fields are encoded as the specification shows', () => {
  expect(integerField(1, 150)).toEqual(Buffer.from('089601', 'hex'));
  expect(bytesField(2, 'testing')).toEqual(Buffer.from('120774657374696e67', 'hex'));
  expect(fixed64Field(1, 1n)).toEqual(Buffer.from('090100000000000000', 'hex'));
});
