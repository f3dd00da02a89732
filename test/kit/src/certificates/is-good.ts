import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Pair } from './make-pair.ts';
import { ADDRESSES, NAMES } from './names.ts';

/**
 * Whether a pair can still be used on `day`: readable, key and certificate belong together, and for a server
 * certificate that `authority` signed it and that it names every host. Without `authority`: a certificate authority.
 */
export function isGood(pair: Pair, authority: Pair | undefined, day: Date): boolean {
  try {
    const certificate = new X509Certificate(pair.cert);
    if (Date.parse(certificate.validTo) < day.getTime()) return false;
    if (!certificate.checkPrivateKey(createPrivateKey(pair.key))) return false;
    if (!authority) return certificate.ca;
    return (
      certificate.verify(new X509Certificate(authority.cert).publicKey) &&
      NAMES.every((name) => certificate.subjectAltName?.includes(`DNS:${name}`)) &&
      ADDRESSES.every((address) => certificate.checkIP(address) !== undefined)
    );
  } catch {
    // Not a certificate, or not a key: somebody else's file, or half of one.
    return false;
  }
}
