/** What a WebP file says of itself. */
export interface WebpFacts {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds that each frame is shown; empty for a still picture. */
  readonly durations: readonly number[];
}

/**
 * Reads the head of a WebP file in the extended form, which the browser and `animate()` write
 * (https://developers.google.com/speed/webp/docs/riff_container). Throws `NO_WEBP` for anything else.
 */
export function readWebp(file: Buffer): WebpFacts {
  const name = (at: number): string => file.toString('latin1', at, at + 4);
  if (name(0) !== 'RIFF' || name(8) !== 'WEBP' || name(12) !== 'VP8X')
    throw new Error('NO_WEBP: it is not a WebP file in the extended form.');
  if (file.readUInt32LE(4) + 8 !== file.length) throw new Error('NO_WEBP: it was cut off.');
  const durations: number[] = [];
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    if (name(at) === 'ANMF') durations.push(file.readUIntLE(at + 8 + 12, 3));
    at += 8 + length + (length % 2);
  }
  return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1, durations };
}
