import https from 'node:https';
import webPush from 'web-push';
import { eventually } from '../eventually.ts';
import { readBody, serve } from '../loopback/serve.ts';
import { messageStanza } from './message-stanza.ts';
import { startMessagingConnection } from './messaging-connection.ts';
import { startRegistrations } from './registrations.ts';

/** What `JSON.stringify(subscription)` gives. */
export interface SubscriptionJSON {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

export interface PushService {
  /** Command line flags that lead Chromium here instead of to Google. */
  readonly flags: readonly string[];
  /**
   * https origin that takes RFC 8030 posts. A sender puts it in place of the endpoint's own origin, keeps the path, and
   * trusts the authority that the service's certificate is from.
   */
  readonly origin: string;
  /** Resolves once a browser has logged in: from then on pushes arrive within milliseconds. */
  connected(): Promise<void>;
  /** Encrypts (RFC 8291) and sends. No payload: a push without data. Rejects with web-push's `WebPushError`. */
  send(subscription: SubscriptionJSON, payload?: string | Buffer): Promise<void>;
  /** From now on, no site whose origin has this in it can subscribe. */
  refuse(origin: string): void;
  close(): Promise<void>;
}

/**
 * A push service on loopback, in place of Google's, for one Chromium: check-in, registration, the messaging connection,
 * and the endpoint that application servers post to. The encryption, the subscription and the delivery are real.
 */
export async function startPushService(certificates: {
  readonly key: string;
  readonly cert: string;
  readonly ca: { readonly cert: string };
}): Promise<PushService> {
  const registrations = await startRegistrations();
  const connection = await startMessagingConnection(certificates);
  const endpoint = await serve(
    async (request, response) => {
      const body = await readBody(request);
      const token = request.method === 'POST' ? request.url?.split('/').pop() : undefined;
      const registration = registrations.byToken.get(token ?? '');
      // As RFC 8030 has it for a subscription that is no more.
      if (registration === undefined) return void response.writeHead(410).end();
      connection.send(messageStanza(registration, body));
      response.writeHead(201, { location: `/message/${token}` }).end();
    },
    { tls: certificates },
  );
  const origin = `https://localhost:${endpoint.port}`;
  const agent = new https.Agent({ ca: certificates.ca.cert });

  return {
    flags: [...registrations.flags, ...connection.flags],
    origin,
    refuse: registrations.refuse,
    async connected() {
      await eventually(() => connection.online, {
        timeout: 20_000,
        what: 'browser connected to the push service',
      });
    },
    async send({ endpoint: url, keys }, payload) {
      const here = origin + new URL(url).pathname;
      await webPush.sendNotification({ endpoint: here, keys }, payload ?? null, { agent, TTL: 60 });
    },
    async close() {
      agent.destroy();
      connection.close();
      await Promise.all([registrations.close(), endpoint.close()]);
    },
  };
}
