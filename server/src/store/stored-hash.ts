import { hash } from 'node:crypto';

/** 64 bits of SHA-256, signed, as both engines store integers. */
export function storedHash(text: string): bigint {
  // By way of hexadecimal digits: an answer as a string costs half of one as a buffer.
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', text).slice(0, 16)}`));
}
