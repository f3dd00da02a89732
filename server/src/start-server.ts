import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { keptToken } from './access/kept-token.ts';
import { checkTokens, opensReading } from './access/tokens.ts';
import { type AppOptions, appAround } from './create-app.ts';
import { OffstageError } from './errors.ts';
import { createIngest, type Ingest, type IngestOptions } from './ingest/ingest.ts';
import { KEEP_ALIVE } from './ingest/keep-alive.ts';
import { createPostFront, type PostFront } from './ingest/post-front.ts';
import type { Log } from './serve/log.ts';
import { createPipelineCap } from './serve/pipeline-cap.ts';
import { DEFAULT_RETENTION, type RetentionOptions, startRetention } from './serve/start-retention.ts';
import { viewerFiles } from './serve/viewer-files.ts';
import { standalone } from './standalone.ts';
import { openStore, storeFile } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { type Optional, withDefaults } from './with-defaults.ts';

export interface ServerOptions extends Omit<AppOptions, 'store' | 'viewer'> {
  /** Address of the store, see `openStore`. */
  readonly store: string;
  /** 0 takes a free port. */
  readonly port?: number | undefined;
  /** Loopback by default. */
  readonly host?: string | undefined;
  /** Folder of a built viewer. Default: the one that comes with this package; `false` serves none. */
  readonly viewer?: string | false | undefined;
  /** PEM. Browsers send Reporting API posts only over https. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** What to keep; by default 30 days and 10 GiB. */
  readonly retention?: Optional<RetentionOptions> | undefined;
  readonly log?: Log | undefined;
}

export interface RunningServer {
  readonly url: string;
  /** Where the viewer is; with the token in it, where this server made that itself. `undefined` without a viewer. */
  readonly viewerUrl: string | undefined;
  /** The token that opens everything; `undefined` where none does. */
  readonly token: string | undefined;
  /** Returns what is under way, stores what was accepted, then closes. */
  close(): Promise<void>;
}

/** Connections at once, whoever serves them. */
const CONNECTIONS = 16_384;
/** Milliseconds that open requests get to finish on close. */
const GRACE = 5_000;

/**
 * Opens the store and serves on Node. Without a token it makes one and keeps it with the data; servers on PostgreSQL have
 * to be given one, since they have to agree. Throws an `OffstageError` whose message says what to do next.
 *
 * @example
 * const server = await startServer({ store: '.offstage/reports.sqlite', port: 4321 });
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const {
    port = 4321,
    host = '127.0.0.1',
    tls,
    viewer: folder,
    retention,
    log = () => {},
    ...given
  } = options;
  checkTokens(given);
  const file = storeFile(options.store);
  const isMade = !opensReading(given) && given.allowAnonymous !== true;
  if (isMade && file === undefined) {
    const next = 'Servers on one PostgreSQL have to agree on it: set --token or OFFSTAGE_TOKEN';
    throw new OffstageError('TOKEN_NEEDED', { next, anonymous: '--allow-anonymous' });
  }
  const viewer = await viewerFiles(folder);
  const store = await openStore(options.store);
  const rest = isMade && file !== undefined ? { ...given, ...(await madeToken(file, store)) } : given;
  const onStoreState: IngestOptions['onStoreState'] = ({ ok, ...state }) =>
    log({ level: ok ? 'info' : 'error', event: ok ? 'store-recovered' : 'store-failing', ...state });
  const onUndeclaredProxy = () =>
    log({
      level: 'warning',
      event: 'proxy-undeclared',
      message:
        'Requests come through a proxy, and nothing was said of it: all its users count as one client. If it is yours, start with --trust-proxy',
    });
  const ingest = createIngest(store, { onStoreState, onUndeclaredProxy, ...rest });
  const kept = withDefaults(DEFAULT_RETENTION, retention);
  const app = standalone(
    appAround(ingest, { ...rest, store, viewer }, kept),
    ingest,
    viewer !== undefined,
    rest.basePath,
  );
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  let closing = false;
  /** Live streams never end by themselves; their clients come back. */
  const streams = new Set<ServerResponse>();
  const pipeline = createPipelineCap();
  const handle: Parameters<typeof createServer>[1] = (request, response) => {
    // The client's next request would be cut off; like this it opens a new connection, elsewhere.
    if (closing) response.setHeader('connection', 'close');
    if (!pipeline.admit(request.socket, response)) return;
    if (isStream(request.url)) {
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
    void listener(request, response);
  };
  // A client that sends its request byte by byte holds a connection no longer than this.
  const limits = {
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: KEEP_ALIVE,
  };
  const server: Server = tls
    ? createSecureServer({ ...tls, ...limits }, handle)
    : createServer(limits, handle);
  // With those that the front has given to Node; among its own it makes room long before.
  server.maxConnections = CONNECTIONS;
  const front = standBefore(server, ingest, tls ? 'secureConnection' : 'connection');
  try {
    await listen(server, port, host);
  } catch (error) {
    await store.close();
    throw error;
  }
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `${tls ? 'https' : 'http'}://${name}:${address.port}`;
  const stopRetention = startRetention(store, kept, log);
  if (!opensReading(rest)) {
    log({
      level: 'warning',
      event: 'anonymous',
      message: 'Everyone who reaches this address can read and delete reports',
    });
  }
  // Where this is wrong, all users of the proxy count as one.
  const clients = rest.policy?.trustProxy === true ? 'by X-Forwarded-For' : 'by connection';
  log({ level: 'info', event: 'started', url, store: store.kind, clients, ...kept });
  const { token, basePath = '' } = rest;
  const query = isMade ? `?token=${token}` : '';
  return {
    url,
    token,
    viewerUrl: viewer && `${url}${basePath}/viewer/${query}`,
    async close() {
      closing = true;
      stopRetention();
      log({ level: 'info', event: 'stopping' });
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      front.close();
      for (const stream of streams) stream.destroy();
      const timer = setTimeout(() => {
        server.closeAllConnections();
        front.abandon();
      }, GRACE);
      await closed;
      clearTimeout(timer);
      await store.close();
      log({ level: 'info', event: 'stopped' });
    },
  };
}

/** Every new connection goes to the front first, and from there to Node's own listener. */
function standBefore(server: Server, ingest: Ingest, event: 'connection' | 'secureConnection'): PostFront {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  const front = createPostFront(ingest, (socket) => {
    for (const listener of listeners) listener.call(server, socket);
  });
  server.on(event, (socket: Socket) => front.take(socket));
  return front;
}

/** The token of a store that was opened; what can't be kept closes it. */
async function madeToken(file: string, store: Store): Promise<{ readonly token: string }> {
  try {
    const token = await keptToken(file);
    checkTokens({ token });
    return { token };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const values = { port, host, next: port + 1 };
      switch (error.code) {
        case 'EADDRINUSE':
          return reject(new OffstageError('PORT_IN_USE', values, { cause: error }));
        case 'EACCES':
          return reject(new OffstageError('PORT_FORBIDDEN', values, { cause: error }));
        case 'EADDRNOTAVAIL':
        case 'ENOTFOUND':
          return reject(new OffstageError('ADDRESS_UNKNOWN', values, { cause: error }));
        default:
          return reject(error);
      }
    });
    server.listen(port, host, resolve);
  });
}

function isStream(url = ''): boolean {
  const end = url.indexOf('?');
  return (end < 0 ? url : url.slice(0, end)).endsWith('/api/stream');
}
