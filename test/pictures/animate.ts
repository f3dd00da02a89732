import type { Encoded } from './encode.ts';

export interface Frame extends Encoded {
  /** Milliseconds that it is shown. */
  readonly duration: number;
}

const chunk = (name: string, ...parts: readonly Buffer[]): Buffer => {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 3);
  for (const [index, value] of values.entries()) bytes.writeUIntLE(value, index * 3, 3);
  return bytes;
};

/** Of a still file what holds the picture: without the header, and without what only a file of its own has. */
function pictureOf(webp: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at < webp.length; ) {
    const name = webp.toString('latin1', at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (name === 'ALPH' || name === 'VP8 ' || name === 'VP8L') kept.push(webp.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Does not blend with what is below: what changed is put there as it is. */
const REPLACE = 2;
const ANIMATED = 2;

/**
 * One animated WebP of still ones, played for ever (https://developers.google.com/speed/webp/docs/riff_container).
 *
 * @param frames the first of them covers the whole picture
 * @returns the file
 */
export function animate(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (first === undefined) throw new Error('NO_FRAMES: there is nothing to move.');
  const size = numbers(first.width - 1, first.height - 1);
  const moving = frames.map(({ x, y, width, height, duration, webp }) =>
    chunk(
      'ANMF',
      numbers(x / 2, y / 2, width - 1, height - 1, duration),
      Buffer.from([REPLACE]),
      pictureOf(webp),
    ),
  );
  const body = [
    chunk('VP8X', Buffer.from([ANIMATED, 0, 0, 0]), size),
    chunk('ANIM', Buffer.from([255, 255, 255, 255, 0, 0])),
    ...moving,
  ];
  return chunk('RIFF', Buffer.from('WEBP', 'latin1'), ...body);
}
