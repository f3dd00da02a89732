import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import { icon } from './icon.ts';
import { paymentRoutes } from './payment-routes.ts';
import type { Route } from './route.ts';
import { viewerFile } from './viewer-file.ts';

export interface HostOptions {
  /** Private key and certificate, PEM, for localhost and *.test. */
  readonly tls: { readonly key: string; readonly cert: string };
  /** Does the worker load the plugin, and the page the SDK? (default true) */
  readonly plugin?: boolean;
  /** The worker loads the second script, too, and has these options of it. */
  readonly upload?: Readonly<Record<string, unknown>>;
}

/**
 * A small site for tests: one port, and by its `Host` header the app, a merchant or a payment handler. `/blank` has no
 * script at all, `/viewer/` is the viewer of that host, `/with-sdk` has the SDK but registers no worker.
 */
export interface Host {
  readonly port: number;
  /** `https://app.test:PORT`, the app. `/sw.js` is its worker
   * (`?twice` loads the plugin twice), and `/blob?n=BYTES&s=STATUS` something to fetch
   * (with `&chunked` without its length). */
  readonly origin: string;
  readonly merchant: string;
  readonly payment: string;
  close(): Promise<void>;
}

const here = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

const SLEEP_LIMIT = 30_000;

type Loaded = Pick<HostOptions, 'upload'> & { readonly plugin: boolean };

/** The plugin first, then the host's own part: as the README tells everybody to. */
function worker(name: string, { plugin, upload }: Loaded, times = 1): Route {
  // With what is otherwise written as shapes: the browser's own recorder writes it, too.
  const first = plugin
    ? `self.offstageOptions = ${JSON.stringify({ contents: true, upload })};\n` +
      "importScripts('/offstage-sw.js');\n".repeat(times) +
      (upload ? "importScripts('/offstage-upload.js');\n" : '')
    : '';
  return { type: 'text/javascript', body: first + here(name) };
}

async function appRoute(url: URL, loaded: Loaded): Promise<Route | undefined> {
  switch (url.pathname) {
    case '/':
      return { type: 'text/html', body: here('index.html') };
    case '/with-sdk':
      return { type: 'text/html', body: '<!doctype html><title>SDK</title><script src="/sdk.js"></script>' };
    case '/sdk.js':
      return { type: 'text/javascript', body: built('sdk/dist/offstage.js') };
    case '/blank':
      return { type: 'text/html', body: '<!doctype html><title>Blank</title>' };
    case '/sw.js':
      return worker('worker.js', loaded, url.search === '?twice' ? 2 : 1);
    case '/pay-sw.js':
      return worker('payment-worker.js', loaded);
    case '/offstage-sw.js':
      return { type: 'text/javascript', body: built('sw-plugin/dist/offstage-sw.js') };
    case '/offstage-upload.js':
      return { type: 'text/javascript', body: built('sw-plugin/dist/offstage-upload.js') };
    case '/offstage.js':
      return {
        type: 'text/javascript',
        body: loaded.plugin ? built('sdk/dist/offstage.js') : here('no-sdk.js'),
      };
    case '/icon.png':
      return { type: 'image/png', body: icon(192) };
    case '/blob':
      return {
        type: 'application/octet-stream',
        body: Buffer.alloc(Number(url.searchParams.get('n'))),
        status: Number(url.searchParams.get('s') ?? 200),
      };
    case '/sleep':
      await delay(Math.min(Number(url.searchParams.get('ms')), SLEEP_LIMIT));
      return { type: 'text/plain', body: 'awake' };
    default:
      return undefined;
  }
}

async function route(request: IncomingMessage, port: number, loaded: Loaded): Promise<Route> {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const host = request.headers.host ?? '';
  const merchant = host.startsWith('merchant.') && url.pathname === '/';
  const shown = viewerFile(url.pathname);
  if (shown !== undefined) return shown;
  const found = merchant
    ? { type: 'text/html', body: here('merchant.html') }
    : ((host.startsWith('pay.') ? paymentRoutes(port)[url.pathname] : undefined) ??
      (await appRoute(url, loaded)));
  return found ?? { type: 'text/plain', body: `No ${url.pathname} here.`, status: 404 };
}

export async function startHost({ tls, plugin = true, upload }: HostOptions): Promise<Host> {
  const served: Served = await serve(
    async (request, response) => {
      const {
        type,
        body,
        status = 200,
        headers,
      } = await route(request, served.port, { plugin, ...(upload && { upload }) });
      const length = request.url?.includes('chunked') ? {} : { 'content-length': Buffer.byteLength(body) };
      response.writeHead(status, {
        'content-type': type,
        // A page that is not to be stored is not put aside either when it is left: `?kept` is.
        'cache-control': request.url?.includes('kept') ? 'no-cache' : 'no-store',
        ...length,
        ...headers,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
    { tls },
  );
  const origin = (name: string): string => `https://${name}.test:${served.port}`;
  return {
    port: served.port,
    origin: origin('app'),
    merchant: origin('merchant'),
    payment: origin('pay'),
    close: served.close,
  };
}
