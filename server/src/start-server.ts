import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { opensReading } from './access/tokens.ts';
import { allApps } from './apps/all-apps.ts';
import type { Apps } from './apps/app-settings.ts';
import { closeApps, openApps } from './apps/open-apps.ts';
import type { AppOptions } from './create-app.ts';
import { OffstageError } from './errors.ts';
import type { Ingest } from './ingest/ingest.ts';
import { KEEP_ALIVE } from './ingest/keep-alive.ts';
import { createPostFront, type PostFront } from './ingest/post-front.ts';
import { MOST_HEADERS } from './ingest/post-head.ts';
import { countUnserved, type Unserved } from './serve/count-unserved.ts';
import { type Log, logOf } from './serve/log.ts';
import { createNodeHandler } from './serve/node-handler.ts';
import { type RetentionOptions, startRetention } from './serve/start-retention.ts';
import { viewerFiles } from './serve/viewer-files.ts';
import { standalone } from './standalone.ts';
import type { Optional } from './with-defaults.ts';

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
  /**
   * Several apps, each with tokens, limits and a store of its own, at `/NAME`. Without them there is one, at the root. Tokens
   * of the server itself there are none then.
   */
  readonly apps?: Apps | undefined;
  readonly log?: Log | undefined;
}

/** One of several apps, as it is served. */
export interface RunningApp {
  readonly name: string;
  readonly url: string;
  readonly viewerUrl: string | undefined;
  readonly token: string | undefined;
}

export interface RunningServer {
  readonly url: string;
  /** Where the viewer is; with the token in it, where this server made that itself. `undefined` without a viewer. */
  readonly viewerUrl: string | undefined;
  /** The token that opens everything; `undefined` where none does, and where apps have their own. */
  readonly token: string | undefined;
  /** Where apps were named. */
  readonly apps: readonly RunningApp[];
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
    apps,
    log = () => {},
    ...given
  } = options;
  // Node would take every address of the machine.
  if (host === '')
    throw new OffstageError('BAD_OPTION', { message: 'host is empty: name an address, e.g. 127.0.0.1' });
  const { basePath } = given;
  const isNamed = apps !== undefined;
  const viewer = await viewerFiles(folder);
  const parts = await openApps({ store: options.store, given, apps, viewer, retention, log });
  const [first] = parts;
  const app = isNamed
    ? allApps(parts, viewer !== undefined, basePath)
    : standalone(first.app, first.ingest, viewer !== undefined, basePath);
  // Whose it would have been nobody knows.
  const count = (reason: Unserved): void => first.ingest.reject(reason, 1, '', 0);
  const { handle, end } = createNodeHandler(app.fetch, { mostHeaders: MOST_HEADERS, count });
  // A client that sends its request byte by byte holds a connection no longer than this.
  const limits = {
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: KEEP_ALIVE,
    // Refused where all others are, and counted.
    requireHostHeader: false,
  };
  const server: Server = tls
    ? createSecureServer({ ...tls, ...limits, handshakeTimeout: limits.headersTimeout }, handle)
    : createServer(limits, handle);
  // With those that the front has given to Node; among its own it makes room long before.
  server.maxConnections = CONNECTIONS;
  server.maxHeadersCount = MOST_HEADERS;
  countUnserved(server, count);
  server.on('checkExpectation', (_, response: ServerResponse) => {
    count('not-http');
    response.writeHead(417).end();
  });
  const ingests = new Map(parts.map(({ name, ingest }) => [name, ingest]));
  const front = standBefore(server, ingests, tls !== undefined);
  try {
    await listen(server, port, host);
  } catch (error) {
    await closeApps(parts);
    throw error;
  }
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = `${tls ? 'https' : 'http'}://${name}:${address.port}`;
  const stops = parts.map(({ name, store, kept }) => startRetention(store, kept, logOf(log, name)));
  if (!isNamed && !opensReading(first.options)) {
    log({
      level: 'warning',
      event: 'anonymous',
      message: 'Everyone who reaches this address can read and delete reports',
    });
  }
  // Where this is wrong, all users of the proxy count as one.
  const clients = given.policy?.trustProxy === true ? 'by X-Forwarded-For' : 'by connection';
  const what = isNamed
    ? { apps: Object.fromEntries(parts.map(({ name, kept }) => [name, kept])) }
    : first.kept;
  log({ level: 'info', event: 'started', url, store: first.store.kind, clients, ...what });
  const served = parts.map(({ name, options: { token }, isMade }): RunningApp => {
    const at = `${url}${basePath ?? ''}${name && `/${name}`}`;
    const viewerUrl = viewer && `${at}/viewer/${isMade ? `?token=${token}` : ''}`;
    return { name, url: at, viewerUrl, token };
  });
  return {
    url,
    token: isNamed ? undefined : served[0]?.token,
    viewerUrl: isNamed ? undefined : served[0]?.viewerUrl,
    apps: isNamed ? served : [],
    async close() {
      for (const stop of stops) stop();
      log({ level: 'info', event: 'stopping' });
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      front.close();
      end();
      const timer = setTimeout(() => {
        server.closeAllConnections();
        front.abandon();
      }, GRACE);
      await closed;
      clearTimeout(timer);
      await closeApps(parts);
      log({ level: 'info', event: 'stopped' });
    },
  };
}

/** Every new connection goes to the front first, and from there to Node's own listener. */
function standBefore(server: Server, ingests: ReadonlyMap<string, Ingest>, isSecure: boolean): PostFront {
  const event = isSecure ? 'secureConnection' : 'connection';
  const served = listenersOf(server, event);
  const front = createPostFront(ingests, served);
  // A handshake takes more memory than a request: whoever has too many connections begins none.
  const admitted = isSecure ? listenersOf(server, 'connection') : front.take;
  server.on('connection', (socket: Socket) => {
    if (front.admits(socket)) admitted(socket);
  });
  if (isSecure) server.on(event, front.take);
  return front;
}

/** Takes the listeners away, to be called by somebody else. */
function listenersOf(server: Server, event: string): (socket: Socket) => void {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  return (socket) => {
    for (const listener of listeners) listener.call(server, socket);
  };
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
