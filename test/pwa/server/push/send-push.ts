import { type Labels, type LedgerOptions, withLedger } from '@offstage/server/send';
import webPush from 'web-push';
import type { VapidKeys } from './open-vapid-keys.ts';

/** What `PushSubscription.toJSON()` gives, as far as sending needs it. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** The push service's answer: 201 is success, 404 and 410 mean that the subscription is gone. */
export interface PushAnswer {
  readonly status: number;
  readonly text: string;
}

/** `sentFor` is what the push ledger has of it. */
export type SendPush = (subscription: Subscription, payload: string, sentFor?: Labels) => Promise<PushAnswer>;

export interface PushSender {
  readonly send: SendPush;
  /** At shutdown: what the ledger does not have yet. */
  flush(): Promise<unknown>;
}

export interface PushSenderOptions {
  readonly keys: VapidKeys;
  /** Sends every push to this http or https URL instead, with the endpoint's own path: a stand-in push service. */
  readonly gateway?: string | undefined;
  readonly fetch?: typeof fetch;
  /** Where the report server takes what senders say of their pushes. */
  readonly ledger: LedgerOptions;
}

const TIME_LIMIT = 10_000;
// Whom the push service may complain to. RFC 8292 wants a contact, and Apple refuses one on localhost.
const SUBJECT = 'mailto:field-notes@example.com';

/**
 * A sender of real Web Push messages (RFC 8291, 8292): `web-push` encrypts and signs, `fetch` carries, and the push ledger is told of
 * each.
 */
export function createPushSender(options: PushSenderOptions): PushSender {
  const { keys, ledger } = options;
  const post = withLedger(deliverer(options), ledger);
  const vapidDetails = { subject: SUBJECT, ...keys };
  return {
    async send(subscription, payload, sentFor = {}) {
      const how: webPush.RequestOptions = {
        vapidDetails,
        contentEncoding: 'aes128gcm',
        TTL: 60,
        urgency: 'high',
      };
      try {
        const { statusCode, body } = await post.labelled(sentFor)(subscription, payload, how);
        return { status: statusCode, text: body };
      } catch (error) {
        if (!isAnswer(error)) throw error;
        return { status: error.statusCode, text: error.body };
      }
    },
    flush: () => post.flush(),
  };
}

/** As `web-push` answers, and as it throws what was refused. */
interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const isAnswer = (error: unknown): error is Answer =>
  typeof error === 'object' && error !== null && 'statusCode' in error;

/** `webPush.sendNotification` by way of `fetch`, which can be sent elsewhere. */
function deliverer({ gateway, fetch: send = fetch }: PushSenderOptions) {
  return async (
    subscription: Subscription,
    payload: string,
    options: webPush.RequestOptions,
  ): Promise<Answer> => {
    const request = webPush.generateRequestDetails(subscription, payload, options);
    const response = await send(route(request.endpoint, gateway), {
      method: request.method,
      headers: asHeaders(request.headers),
      body: new Uint8Array(request.body),
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    const answer = {
      statusCode: response.status,
      body: (await response.text()).slice(0, 500),
      headers: Object.fromEntries(response.headers),
    };
    if (!response.ok) throw answer;
    return answer;
  };
}

function route(endpoint: string, gateway: string | undefined): string {
  if (gateway === undefined) return endpoint;
  const { pathname, search } = new URL(endpoint);
  return `${gateway.replace(/\/$/, '')}${pathname}${search}`;
}

/** `fetch` counts the body itself and refuses to be told. */
function asHeaders(headers: object): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== 'content-length')
    .map(([name, value]) => [name, String(value)]);
}
