import type { Payload } from '../log/entry.ts';

const MAX_LENGTH = 65_536;

/** `PushMessageData`, as far as it is read; reading it does not use it up. */
export interface MessageData {
  text(): string;
  arrayBuffer(): ArrayBuffer;
}

/** What a push carried: its text, and base64 beside it where it is not UTF-8. */
export function payloadOf(data: MessageData): Payload {
  const whole = data.text();
  const bytes = new Uint8Array(data.arrayBuffer());
  return {
    bytes: bytes.length,
    text: whole.slice(0, MAX_LENGTH),
    ...(whole.length > MAX_LENGTH && { truncated: true }),
    ...(whole.includes('\ufffd') && { base64: base64(bytes.slice(0, MAX_LENGTH)) }),
  };
}

/** base64 of at most 64 KiB (each byte is an argument here). */
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
