import { createHash } from 'node:crypto';

/** Characters of base64url that are kept of a hash: 132 bits. */
const LENGTH = 22;

const short = (hash: ReturnType<typeof createHash>): string => hash.digest('base64url').slice(0, LENGTH);

/**
 * A device as sender and device both can name it, without telling the endpoint, which is the capability to send. `salt` is the app's
 * own text, else the VAPID public key. The plugin makes the same (`sw-plugin/src/upload/push-key.ts`).
 */
export const deviceOf = (endpoint: string, salt: string): string =>
  short(createHash('sha256').update(`offstage device\n${salt}\n${endpoint}`));

/** One message to one device. `plaintext` is what the sender encrypts, and the device reads; no payload: no bytes. */
export const keyOf = (endpoint: string, salt: string, plaintext: Uint8Array): string =>
  short(createHash('sha256').update(`offstage push\n${salt}\n${endpoint}\n`).update(plaintext));
