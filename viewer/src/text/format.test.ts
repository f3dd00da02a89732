import { expect, test } from 'vitest';
import { formatBytes, formatDuration } from './format.ts';

test.each([
  [0.26, '0.3 ms'],
  [9.94, '9.9 ms'],
  [17.6, '18 ms'],
  [999, '999 ms'],
  [1_234, '1.23 sec'],
  [9_999, '10 sec'],
  [10_000, '10 sec'],
  [48_940, '49 sec'],
  [59_400, '59 sec'],
  [60_000, '1 min'],
  [150_000, '2.5 min'],
  [5_400_000, '1.5 hr'],
  [259_200_000, '3 days'],
])('%d ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [1, '1 byte'],
  [16, '16 bytes'],
  [1_500, '1.5 kB'],
  [2_000_000, '2 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
