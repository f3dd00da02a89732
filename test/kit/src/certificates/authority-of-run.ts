import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { makeAuthority, makeKeys, makeLeaf, type Pair } from './make-pair.ts';

/** An authority that lives as long as a run, and what it has signed. */
export interface RunAuthority {
  /** For `localhost`, `*.localhost` and the `.test` names. */
  readonly local: Pair;
  /** PEM, for whoever talks to a server of the run from Node: `ca` of `https.Agent`, or `NODE_EXTRA_CA_CERTS`. */
  readonly ca: { readonly cert: string };
  /** SHA-256 of the one public key of all its certificates, base64: for `--ignore-certificate-errors-spki-list`. */
  readonly keyHash: string;
  certificateOf(host: string): Promise<Pair>;
}

/** A new authority, in memory alone. All certificates share one key, by which a browser can be told to take them. */
export async function authorityOfRun(now: Date = new Date()): Promise<RunAuthority> {
  const authority = await makeAuthority('Offstage testing', now);
  const keys = await makeKeys();
  const local = await makeLeaf(authority, now, { keys });
  const made = new Map<string, Promise<Pair>>();
  const spki = new X509Certificate(local.cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    local,
    ca: { cert: authority.cert },
    keyHash: createHash('sha256').update(spki).digest('base64'),
    certificateOf(host) {
      if (/^(localhost|127\.0\.0\.1|::1|[^.]+\.localhost)$/.test(host)) return Promise.resolve(local);
      const known = made.get(host);
      if (known) return known;
      const names = isIP(host) ? { names: [], addresses: [host] } : { names: [host], addresses: [] };
      const leaf = makeLeaf(authority, now, { keys, ...names });
      made.set(host, leaf);
      return leaf;
    },
  };
}
