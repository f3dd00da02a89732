// The X.509 library resolves its parts through tsyringe, which needs this polyfill to be loaded first.
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { ADDRESSES, NAMES } from './names.ts';

/** A certificate and its private key (PKCS #8), both as PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

// P-256 because every browser takes it and a key is made in a millisecond, where RSA takes a second.
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;

// Browsers refuse server certificates that are valid for more than 398 days; Safari applies it to private ones
// from 825 days on: https://support.apple.com/103769
export const LEAF_DAYS = 397;
export const AUTHORITY_DAYS = 3650;

/** A new certificate authority, self-signed, good for signing server certificates and nothing else. */
export async function makeAuthority(name: string, now: Date): Promise<Pair> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    ...validity(now, AUTHORITY_DAYS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPair(certificate, keys.privateKey);
}

export interface LeafOptions {
  /** Hosts that it speaks for. */
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  /** Of its own unless given. */
  readonly keys?: webcrypto.CryptoKeyPair;
}

/** A new server certificate for `NAMES` and `ADDRESSES` or what is given, signed by `authority`. */
export async function makeLeaf(
  authority: Pair,
  now: Date,
  { names = NAMES, addresses = ADDRESSES, keys: given }: LeafOptions = {},
): Promise<Pair> {
  const issuer = new X509Certificate(authority.cert);
  const keys = given ?? (await makeKeys());
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=localhost',
    issuer: issuer.subject,
    ...validity(now, LEAF_DAYS),
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return toPair(certificate, keys.privateKey);
}

export function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** Begins a day early: clocks differ, and a certificate from the future is refused. */
function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now.getTime() - DAY), notAfter: new Date(now.getTime() + (days - 1) * DAY) };
}

async function toPair(certificate: X509Certificate, key: CryptoKey): Promise<Pair> {
  const bytes = await crypto.subtle.exportKey('pkcs8', key);
  return { cert: `${certificate.toString('pem')}\n`, key: `${PemConverter.encode(bytes, 'PRIVATE KEY')}\n` };
}

function importKey(pem: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, false, ['sign']);
}
