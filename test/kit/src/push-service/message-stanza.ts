import { randomUUID } from 'node:crypto';
import { bytesField, integerField } from './protobuf.ts';
import type { Registration } from './registrations.ts';

const appData = (key: string, value: string): Buffer =>
  bytesField(7, Buffer.concat([bytesField(1, key), bytesField(2, value)]));

/**
 * One push message as Chromium expects it on its messaging connection.
 * https://source.chromium.org/chromium/chromium/src/+/main:google_apis/gcm/protocol/mcs.proto (DataMessageStanza)
 *
 * @param body encrypted with `aes128gcm`; empty for a push without data
 */
export function messageStanza(registration: Registration, body: Buffer): Buffer {
  const subtype = registration['X-subtype'];
  return Buffer.concat([
    bytesField(2, `m${Date.now()}`),
    bytesField(3, registration.sender ?? ''),
    bytesField(5, registration.app ?? ''),
    bytesField(9, `offstage-${randomUUID()}`),
    integerField(17, 60),
    integerField(18, Date.now()),
    ...(subtype === undefined ? [] : [appData('subtype', subtype)]),
    ...(body.length === 0 ? [] : [appData('content-encoding', 'aes128gcm'), bytesField(21, body)]),
  ]);
}
