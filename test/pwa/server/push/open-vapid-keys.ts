import { readFile, writeFile } from 'node:fs/promises';
import webPush from 'web-push';
import { systemCode } from '../refuse.ts';

/** Base64url: an uncompressed P-256 point, and its private scalar. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The server's push identity (RFC 8292), made on first use. It has to outlive a restart: a subscription is bound to
 * the public key that it was made with.
 */
export async function openVapidKeys(file: string): Promise<VapidKeys> {
  try {
    const { publicKey, privateKey } = JSON.parse(await readFile(file, 'utf8'));
    if (typeof publicKey === 'string' && typeof privateKey === 'string') return { publicKey, privateKey };
  } catch (error) {
    // Half a file is as good as none; any other error is the disk's.
    if (systemCode(error) !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
  }
  const keys = webPush.generateVAPIDKeys();
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
