import { hash } from 'node:crypto';

/** 64 bits of SHA-256, signed, as both engines store integers. */
export function storedHash(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigInt64LE(0);
}
