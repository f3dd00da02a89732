import { createECDH } from 'node:crypto';
import { OffstageError } from '../errors.ts';

/** What a server needs to send pushes in the name of an app. */
export interface PushOptions {
  /** The private VAPID key: 32 bytes, base64url, as `npx web-push generate-vapid-keys` prints it. It never leaves the server. */
  readonly privateKey: string;
  /** Whom a push service can turn to: `mailto:` or `https:`. https://www.rfc-editor.org/rfc/rfc8292#section-2.1 */
  readonly subject: string;
  /** Origin that pushes are sent to in place of the push service's own: a proxy, or the stand-in of a test. */
  readonly gateway?: string | undefined;
}

/** A key pair with what else is needed to sign. */
export interface Vapid {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly subject: string;
}

/** The pair of a private key. Throws `PUSH_KEY`. */
export function vapidOf({ privateKey, subject }: PushOptions): Vapid {
  if (!/^(mailto:.+|https:\/\/.+)$/.test(subject))
    throw new OffstageError('PUSH_KEY', { cause: 'the subject is neither a mailto: nor an https: address' });
  const bytes = Buffer.from(privateKey, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== privateKey)
    throw new OffstageError('PUSH_KEY', { cause: 'the private key is not 32 bytes in base64url' });
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(bytes);
  } catch {
    throw new OffstageError('PUSH_KEY', { cause: 'the private key is none of its curve' });
  }
  return { privateKey, subject, publicKey: pair.getPublicKey('base64url') };
}
