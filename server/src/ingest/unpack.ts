import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

/** How a body may be packed. */
export type Packing = 'gzip' | 'deflate';

const PACKINGS: Readonly<Record<string, Packing>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };
/** Words that change nothing. */
const PLAIN: readonly string[] = ['', 'identity'];

/**
 * How `Content-Encoding` says that a body is packed: `undefined` where it is not, `'unknown'` for what nobody unpacks here,
 * and for what is packed twice.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#name-content-codings
 */
export function packingOf(header: string | undefined): Packing | 'unknown' | undefined {
  const words = (header ?? '').toLowerCase().split(',');
  const [packed, ...more] = words.map((word) => word.trim()).filter((word) => !PLAIN.includes(word));
  if (packed === undefined) return undefined;
  return more.length === 0 && Object.hasOwn(PACKINGS, packed) ? (PACKINGS[packed] as Packing) : 'unknown';
}

const unzip = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
  raw: promisify<Buffer, ZlibOptions, Buffer>(inflateRaw),
};

/**
 * Unpacks a body that has come as a whole; `'too-large'` as soon as it is more than so many bytes. Throws for what is broken.
 * Half of the world's "deflate" comes without the header that it should have.
 */
export async function unpack(packed: Buffer, packing: Packing, limit: number): Promise<Buffer | 'too-large'> {
  const way = packing === 'deflate' && !hasZlibHeader(packed) ? 'raw' : packing;
  try {
    return await unzip[way](packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    throw error;
  }
}

/** Source: https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.length >= 2 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}
