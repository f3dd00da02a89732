import { expect, test } from 'vitest';
import { animate } from './animate.ts';
import { readWebp } from './read-webp.ts';

const riff = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const chunk = (name: string, data: string): Buffer => {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, Buffer.from(data.length % 2 ? `${data}\0` : data, 'latin1')]);
};

/** As the browser writes it: the picture behind what belongs to a file of its own. */
const still = (pixels: string): Buffer =>
  riff(chunk('VP8X', '0123456789'), chunk('ICCP', 'odd'), chunk('VP8 ', pixels));

const frames = [
  { x: 0, y: 0, width: 1200, height: 800, duration: 900, webp: still('whole') },
  { x: 300, y: 70_000, width: 5, height: 3, duration: 70_000, webp: still('part') },
];

test('an animated file has the size of its first frame, and every frame with its time', () => {
  expect(readWebp(animate(frames))).toEqual({ width: 1200, height: 800, durations: [900, 70_000] });
});

test('a frame is the picture alone, at its place, and replaces what was there', () => {
  const file = animate(frames);
  expect(file.toString('latin1')).not.toContain('ICCP');
  const second = file.lastIndexOf('ANMF');
  expect(file.readUIntLE(second + 8, 3) * 2).toBe(300);
  expect(file.readUIntLE(second + 11, 3) * 2).toBe(70_000);
  expect(file.readUIntLE(second + 14, 3) + 1).toBe(5);
  expect(file.readUIntLE(second + 17, 3) + 1).toBe(3);
  expect(file[second + 23]).toBe(2);
  expect(file.toString('latin1', second + 24)).toBe(chunk('VP8 ', 'part').toString('latin1'));
});

test('nothing to move is an error', () => {
  expect(() => animate([])).toThrow('NO_FRAMES');
});

test('what is no WebP, or not all of one, is refused', () => {
  expect(() => readWebp(Buffer.from('GIF89a and more than thirty bytes of it'))).toThrow('NO_WEBP');
  expect(() => readWebp(animate(frames).subarray(0, 80))).toThrow('cut off');
});
