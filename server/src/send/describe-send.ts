import { randomUUID } from 'node:crypto';
import { bareReason } from './bare-reason.ts';
import { messageIdOf } from './message-id.ts';
import { deviceOf, keyOf } from './push-key.ts';
import type { SendOnTheWire } from './wire.ts';

/** A push that was sent, as its sender knows it. */
export interface SentPush {
  /** The subscription's. Only hashes of it leave. With Firebase: the registration token. */
  readonly endpoint: string;
  /** What was encrypted: the text, or its bytes. */
  readonly payload?: string | Uint8Array | null | undefined;
  /** The VAPID public key that it was signed with, where the ledger has no `salt`. */
  readonly publicKey?: string | undefined;
  /** Where it is another than the one in the payload: of what Firebase answered the last segment of `name`. At most 128 characters. */
  readonly message?: string | undefined;
  /** Host of the push service (default: the endpoint's). */
  readonly service?: string | undefined;
  /** Epoch milliseconds (default: now). */
  readonly time?: number | undefined;
  /** Seconds. */
  readonly ttl?: number | undefined;
  readonly urgency?: string | undefined;
  readonly topic?: string | undefined;
  readonly campaign?: string | undefined;
  /** Of your choice, up to eight: names of 64 characters, values of 128. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** HTTP status of the answer. None: no answer came, and `reason` says why. */
  readonly status?: number | undefined;
  /** What the push service said, or the network's error. */
  readonly reason?: string | undefined;
  /** Seconds, as the push service asked for. */
  readonly retryAfter?: number | undefined;
}

/** Bytes beyond which no key is made: no push service takes more than some 4 KiB. */
const HASHED = 65_536;
const URGENCIES: readonly unknown[] = ['very-low', 'low', 'normal', 'high'];
const NOTHING: Uint8Array = new Uint8Array();

/** As it leaves: the endpoint as hashes, the payload as its key, everything within its bounds. Throws on what is no push. */
export function describeSend(push: SentPush, salt: string, now: number): SendOnTheWire {
  const { endpoint, payload, urgency, labels } = push;
  const plaintext = typeof payload === 'string' ? Buffer.from(payload) : payload || NOTHING;
  const bytes = plaintext.byteLength;
  const small = bytes <= HASHED;
  return defined({
    id: randomUUID(),
    time: count(push.time) ?? now,
    service: String(push.service ?? new URL(endpoint).host).slice(0, 255),
    device: deviceOf(endpoint, salt),
    key: small ? keyOf(endpoint, salt, plaintext) : undefined,
    message: small && bytes ? messageIdOf(textOf(plaintext)) : undefined,
    ttl: count(push.ttl, 2 ** 31),
    urgency: URGENCIES.includes(urgency) ? urgency : undefined,
    topic: cut(push.topic, 64),
    campaign: cut(push.campaign, 128),
    labels: labels && Object.keys(labels).length > 0 ? labelsOf(labels) : undefined,
    bytes,
  });
}

/** What became of it. */
export type SendAnswer = Pick<SentPush, 'message' | 'status' | 'reason' | 'retryAfter'>;

export const describeAnswer = (answer: SendAnswer, endpoint: string): Partial<SendOnTheWire> =>
  defined({
    message: cut(answer.message, 128),
    status: count(answer.status),
    reason: answer.reason === undefined ? undefined : bareReason(String(answer.reason), endpoint),
    retryAfter: count(answer.retryAfter, 2 ** 31),
  });

const defined = <T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** A whole number that is not negative, and not over what the server takes. */
const count = (value: unknown, most: number = Number.MAX_SAFE_INTEGER): number | undefined =>
  typeof value === 'number' && value >= 0 ? Math.min(Math.round(value), most) : undefined;

const cut = (text: unknown, longest: number): string | undefined =>
  text === undefined || text === null ? undefined : String(text).slice(0, longest) || undefined;

const labelsOf = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(labels)
      .filter(([name, value]) => name && value !== undefined && value !== null)
      .slice(0, 8)
      .map(([name, value]) => [name.slice(0, 64), String(value).slice(0, 128)]),
  );
