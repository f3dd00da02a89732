import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import { decompressed } from './decompressed.ts';
import { pluginFirst } from './plugin-first.ts';

/** Where the gateway answers by itself, on every origin of the app. */
const OWN = '/.offstage-testing/';
const PLUGIN = `${OWN}plugin.js`;

export interface Gateway {
  readonly port: number;
  /** Origins that somebody asked for and that it does not lead to, by how often. */
  readonly refused: ReadonlyMap<string, number>;
  /** Path on the app's own origin of a page without anything in it. */
  readonly blank: string;
  /** URLs of the workers that got the plugin. */
  readonly workers: ReadonlySet<string>;
  /** Nothing but its own pages is answered any more, or all again. */
  setOffline(offline: boolean): void;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Key and certificate for an https host of this name. */
  certificateOf(host: string): Promise<{ readonly key: string; readonly cert: string }>;
  /** Host names, as in a URL, that it leads to: all others it refuses, so that nothing leaves the machine. */
  readonly hosts: readonly string[];
  /** Where a host really is: `app.test` at `localhost:5173`, or at `http://localhost:5173` whatever the browser speaks. */
  readonly at?: Readonly<Record<string, string>>;
  /** Put before everything in a worker's script; none: scripts stay as they are. */
  readonly plugin: string | undefined;
}

const LOCAL = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|::1)$/;

// Of one connection, not of what is sent.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'te',
  'trailer',
]);

/**
 * A proxy between the browser and the app, on loopback. The app keeps its origin; the worker's script gets the plugin
 * in front, whatever it is called and however it is built, since a browser says of the request what it is for. What is
 * neither the app nor on this machine is refused.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  let isOffline = false;
  const refused = new Map<string, number>();
  const workers = new Set<string>();
  const sockets = new Set<Socket>();
  const isAllowed = (host: string): boolean =>
    LOCAL.test(host) || options.hosts.includes(host) || Object.hasOwn(options.at ?? {}, host);
  const refuse = (origin: string): void => void refused.set(origin, (refused.get(origin) ?? 0) + 1);
  /** Of what came by CONNECT: the origin that it is for. */
  const origins = new WeakMap<object, string>();
  const agents = {
    'http:': new http.Agent({ keepAlive: true }),
    // The app's certificate is the developer's own affair.
    'https:': new https.Agent({ keepAlive: true, rejectUnauthorized: false }),
  };

  const urlOf = (request: IncomingMessage): URL => {
    const path = request.url ?? '/';
    if (/^https?:\/\//.test(path)) return new URL(path);
    return new URL(`${origins.get(request.socket) ?? `http://${request.headers.host}`}${path}`);
  };
  const requestTo = (
    url: URL,
    method: string | undefined,
    headers: OutgoingHttpHeaders,
  ): http.ClientRequest => {
    const place = options.at?.[url.hostname] ?? url.host;
    const { protocol, hostname, port } = new URL(
      /^https?:\/\//.test(place) ? place : `${url.protocol}//${place}`,
    );
    const { request } = protocol === 'https:' ? https : http;
    return request({
      agent: agents[protocol as 'http:' | 'https:'],
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port || (protocol === 'https:' ? 443 : 80),
      servername: url.hostname,
      path: url.pathname + url.search,
      method,
      headers,
    });
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = urlOf(request);
    if (url.pathname === PLUGIN) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
      response.end(options.plugin ?? '');
      return;
    }
    if (url.pathname === `${OWN}blank`) {
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
      response.end('<!doctype html><title>@offstage/testing</title>');
      return;
    }
    if (isOffline) {
      request.socket.destroy();
      return;
    }
    if (!isAllowed(url.hostname)) {
      refuse(url.origin);
      response.writeHead(502, { 'content-type': 'text/plain' });
      response.end(`@offstage/testing leads to the app alone, not to ${url.origin}`);
      return;
    }
    const isWorker = options.plugin !== undefined && request.headers['service-worker'] === 'script';
    const headers = forwarded(request.headers);
    if (isWorker) {
      // Whole and readable: what is unchanged would be answered without a body.
      for (const name of ['if-none-match', 'if-modified-since', 'range']) delete headers[name];
      headers['accept-encoding'] = 'identity';
    }
    const out = requestTo(url, request.method, headers);
    // As if there were no gateway: to the browser a server that is down is a failure of the network, and no answer.
    out.on('error', () => request.socket.destroy());
    out.on('response', (incoming) => {
      const answered = forwarded(incoming.headers);
      if (!isWorker || incoming.statusCode !== 200) {
        response.writeHead(incoming.statusCode ?? 502, answered);
        incoming.pipe(response);
        return;
      }
      changed(incoming).then(
        (body) => {
          workers.add(url.href);
          for (const name of ['content-length', 'content-encoding', 'transfer-encoding', 'etag'])
            delete answered[name];
          response.writeHead(200, answered).end(body);
        },
        (error: unknown) => response.writeHead(502, { 'content-type': 'text/plain' }).end(String(error)),
      );
    });
    request.pipe(out);
  }

  async function changed(incoming: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const source = decompressed(Buffer.concat(chunks), incoming.headers['content-encoding']);
    return pluginFirst(source.toString('utf8'), options.plugin ?? '', PLUGIN);
  }

  /** A WebSocket, of a development server for instance. */
  function upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const url = urlOf(request);
    if (isOffline || !isAllowed(url.hostname)) {
      if (!isOffline) refuse(url.origin);
      socket.destroy();
      return;
    }
    const out = requestTo(url, request.method, { ...request.headers });
    out.on('error', () => socket.destroy());
    out.on('response', () => socket.destroy());
    out.on('upgrade', (incoming, upstream, first) => {
      const lines = [`HTTP/1.1 101 ${incoming.statusMessage}`];
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`);
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (first.length > 0) socket.write(first);
      if (head.length > 0) upstream.write(head);
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    out.end();
  }

  const server = http.createServer(answer);
  server.on('upgrade', (request, socket, head) => upgrade(request, socket as Socket, head));
  server.on('connect', (request: IncomingMessage, stream, head: Buffer) => {
    const socket = stream as Socket;
    const authority = request.url ?? '';
    const host = authority.replace(/:\d+$/, '');
    socket.on('error', () => socket.destroy());
    if (!isAllowed(host)) {
      refuse(`https://${authority.replace(/:443$/, '')}`);
      socket.end('HTTP/1.1 502 Not the app\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const begin = (first: Buffer): void => {
      socket.pause();
      socket.unshift(first);
      // The first byte of a TLS handshake; anything else is plain HTTP, of a `ws:` connection.
      if (first[0] === 22) void secure(socket, authority, host);
      else inner(socket, `http://${authority.replace(/:80$/, '')}`);
    };
    if (head.length > 0) begin(head);
    else socket.once('data', begin);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  function inner(socket: Socket, origin: string): void {
    origins.set(socket, origin);
    server.emit('connection', socket);
    socket.resume();
  }
  async function secure(socket: Socket, authority: string, host: string): Promise<void> {
    try {
      const { key, cert } = await options.certificateOf(host.replace(/^\[|\]$/g, ''));
      const secured = new tls.TLSSocket(socket, { isServer: true, key, cert, ALPNProtocols: ['http/1.1'] });
      secured.on('error', () => socket.destroy());
      inner(secured, `https://${authority.replace(/:443$/, '')}`);
    } catch {
      socket.destroy();
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    refused,
    workers,
    blank: `${OWN}blank`,
    setOffline(offline) {
      isOffline = offline;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
        for (const agent of Object.values(agents)) agent.destroy();
      }),
  };
}

function forwarded(headers: http.IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
