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

export type SendPush = (subscription: Subscription, payload: string) => Promise<PushAnswer>;

export interface PushSenderOptions {
  readonly keys: VapidKeys;
  /** Sends every push to this http or https URL instead, with the endpoint's own path: a stand-in push service. */
  readonly gateway?: string | undefined;
  readonly fetch?: typeof fetch;
}

const TIME_LIMIT = 10_000;
// Whom the push service may complain to. RFC 8292 wants a contact, and Apple refuses one on localhost.
const SUBJECT = 'mailto:field-notes@example.com';

/** A sender of real Web Push messages (RFC 8291, 8292): `web-push` encrypts and signs, `fetch` carries. */
export function createPushSender({ keys, gateway, fetch: send = fetch }: PushSenderOptions): SendPush {
  return async (subscription, payload) => {
    const request = webPush.generateRequestDetails(subscription, payload, {
      vapidDetails: { subject: SUBJECT, ...keys },
      contentEncoding: 'aes128gcm',
      TTL: 60,
      urgency: 'high',
    });
    const response = await send(route(request.endpoint, gateway), {
      method: request.method,
      headers: asHeaders(request.headers),
      body: new Uint8Array(request.body),
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    return { status: response.status, text: (await response.text()).slice(0, 500) };
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
