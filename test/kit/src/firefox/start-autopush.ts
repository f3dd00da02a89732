import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import webPush from 'web-push';
import { type WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../eventually.ts';
import { readBody, serve } from '../loopback/serve.ts';
import type { PushService, SubscriptionJSON } from '../push-service/start-push-service.ts';
import { browserSocket } from './browser-socket.ts';

export interface Autopush extends Omit<PushService, 'refuse'> {
  /** For `dom.push.serverURL`. */
  readonly url: string;
  /** Sends, waits for the browser's answer, and gives its code. 100: delivered; 101: not decrypted. */
  deliver(subscription: SubscriptionJSON, payload?: string | Buffer): Promise<number>;
  /** Forgets the browser and hangs up: Firefox logs in anew, drops its subscriptions and tells the workers. */
  forgetBrowser(): void;
}

/**
 * Mozilla's push service on loopback, for one Firefox: the connection that the browser keeps, and the https endpoint
 * that application servers post to. The encryption, the subscription and the delivery are real.
 */
export async function startAutopush(certificates: {
  readonly key: string;
  readonly cert: string;
  readonly ca: { readonly cert: string };
}): Promise<Autopush> {
  const channels = new Map<string, { readonly uaid: string; readonly channelID: string }>();
  const sockets = new Map<string, WebSocket>();
  const answers = new Map<string, number>();
  let known = '';

  const endpoint = await serve(
    async (request, response) => {
      const body = await readBody(request);
      const channel = channels.get(request.url?.split('/').pop() ?? '');
      // As RFC 8030 has it for a subscription that is no more.
      if (request.method !== 'POST' || channel === undefined) return void response.writeHead(410).end();
      const socket = sockets.get(channel.uaid);
      if (socket === undefined) return void response.writeHead(503).end();
      const version = randomUUID();
      const payload = {
        data: body.toString('base64url'),
        headers: { encoding: request.headers['content-encoding'] },
      };
      const { channelID } = channel;
      socket.send(
        JSON.stringify({ messageType: 'notification', channelID, version, ...(body.length > 0 && payload) }),
      );
      response.writeHead(201, { location: `/message/${version}` }).end();
    },
    { tls: certificates },
  );
  const origin = `https://localhost:${endpoint.port}`;

  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connections = new WebSocketServer({
    server,
    handleProtocols: (protocols) => protocols.has('push-notification') && 'push-notification',
  });
  connections.on('connection', (socket) => {
    browserSocket(socket, {
      knows: (uaid) => uaid === known,
      hello(uaid) {
        known = uaid;
        sockets.set(uaid, socket);
        socket.once('close', () => sockets.delete(uaid));
      },
      register(uaid, channelID) {
        const token = randomUUID();
        channels.set(token, { uaid, channelID });
        return `${origin}/push/${token}`;
      },
      unregister(channelID) {
        for (const [token, channel] of channels) if (channel.channelID === channelID) channels.delete(token);
      },
      acknowledged: (version, code) => void answers.set(version, code),
    });
  });

  const agent = new https.Agent({ ca: certificates.ca.cert });
  const post = async (subscription: SubscriptionJSON, payload?: string | Buffer): Promise<string> => {
    const { headers } = await webPush.sendNotification(subscription, payload ?? null, { agent, TTL: 60 });
    return (
      String((headers as Record<string, string>).location)
        .split('/')
        .pop() ?? ''
    );
  };
  return {
    flags: [],
    origin,
    url: `ws://localhost:${(server.address() as AddressInfo).port}/`,
    async connected() {
      await eventually(() => sockets.size > 0, { what: 'Firefox connected to the push service' });
    },
    async send(subscription, payload) {
      await post(subscription, payload);
    },
    async deliver(subscription, payload) {
      const version = await post(subscription, payload);
      return eventually(() => answers.get(version), { every: 5, what: `Firefox's answer to ${payload}` });
    },
    forgetBrowser() {
      known = '';
      channels.clear();
      for (const socket of connections.clients) socket.terminate();
    },
    async close() {
      agent.destroy();
      for (const socket of connections.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await endpoint.close();
    },
  };
}
