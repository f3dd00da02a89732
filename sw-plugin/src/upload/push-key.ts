/** Characters of base64url that are kept of a hash: 132 bits. */
const LENGTH = 22;

/** base64url without padding, as people write keys. */
export const urlSafe = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

async function hashOf(text: string, bytes: ArrayBuffer = new ArrayBuffer(0)): Promise<string> {
  const head = new TextEncoder().encode(text);
  const all = new Uint8Array(head.length + bytes.byteLength);
  all.set(head);
  all.set(new Uint8Array(bytes), head.length);
  return urlSafe(await crypto.subtle.digest('SHA-256', all)).slice(0, LENGTH);
}

/**
 * This device as it and its sender can name it, without telling the endpoint, which is the capability to send. `salt` is the app's own
 * text, else the VAPID public key. Senders make the same (`server/src/send/push-key.ts`).
 */
export const deviceOf = (endpoint: string, salt: string): Promise<string> =>
  hashOf(`offstage device\n${salt}\n${endpoint}`);

/** One message to this device. `plaintext` is what the sender has encrypted; no payload: no bytes. */
export const keyOf = (endpoint: string, salt: string, plaintext?: ArrayBuffer): Promise<string> =>
  hashOf(`offstage push\n${salt}\n${endpoint}\n`, plaintext);
