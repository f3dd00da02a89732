import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isGood } from './is-good.ts';
import { makeFolder } from './make-folder.ts';
import { makeAuthority, makeLeaf, type Pair } from './make-pair.ts';

export interface Certificates {
  /** Absolute path of the authority's certificate: what a browser has to trust. */
  readonly caFile: string;
  readonly ca: { readonly cert: string };
  /** Private key and certificate of the server, PEM: fit for `https.createServer({ key, cert })`. */
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** Common name of a new authority, as the browser's list of authorities shows it. */
  readonly name?: string;
  readonly now?: Date;
}

const DAY = 24 * 60 * 60 * 1000;
// An authority is trusted by hand, so it is replaced only when it must be; a leaf costs nothing.
const AUTHORITY_MARGIN = 400 * DAY;
const LEAF_MARGIN = 30 * DAY;

/**
 * A certificate authority of one's own in `folder`, and a server certificate that it signed. What is there and good
 * for at least 30 more days is used again; what is missing, damaged or near its end is made anew. A new authority
 * has to be trusted again, a new server certificate has not.
 *
 * Rejects with the file system's error when the folder cannot be read or written.
 *
 * @example
 * const { key, cert, caFile } = await createCertificates('.offstage/certificates');
 * https.createServer({ key, cert }, app).listen(4321);
 */
export async function createCertificates(
  folder: string,
  { name = 'Offstage local authority', now = new Date() }: CertificateOptions = {},
): Promise<Certificates> {
  const path = resolve(folder);
  await makeFolder(path);

  let authority = await readPair(path, 'ca');
  if (!authority || !isGood(authority, undefined, new Date(now.getTime() + AUTHORITY_MARGIN))) {
    authority = await makeAuthority(name, now);
    await writePair(path, 'ca', authority);
  }

  let leaf = await readPair(path, 'server');
  if (!leaf || !isGood(leaf, authority, new Date(now.getTime() + LEAF_MARGIN))) {
    leaf = await makeLeaf(authority, now);
    await writePair(path, 'server', leaf);
  }

  return { caFile: join(path, 'ca.pem'), ca: { cert: authority.cert }, ...leaf };
}

async function readPair(folder: string, name: string): Promise<Pair | undefined> {
  try {
    const [cert, key] = await Promise.all([
      readFile(join(folder, `${name}.pem`), 'utf8'),
      readFile(join(folder, `${name}.key`), 'utf8'),
    ]);
    return { cert, key };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writePair(folder: string, name: string, pair: Pair): Promise<void> {
  await replaceFile(join(folder, `${name}.key`), pair.key);
  await replaceFile(join(folder, `${name}.pem`), pair.cert);
}

/** By rename, so that nobody reads half a file; for the owner's eyes only. */
async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
