import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { icon } from '../host/icon.ts';
import { paymentRoutes } from '../host/payment-routes.ts';
import type { Route } from '../host/route.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import type { RouteRule, Run } from './field-case.ts';

/** What a site says while its case is played; the player changes it. */
export interface SiteState {
  readonly run: Run;
  /** The newest that fits is followed. */
  routes: RouteRule[];
  /** The worker that a page registers, and its scope. */
  registers: { readonly script: string; readonly scope?: string | undefined };
}

export interface FieldSite {
  /** Origin of the case with this name. */
  origin(name: string): string;
  /** The case by https, on a port of its own: as a payment handler, and its merchant. Closed with the others. */
  pay(name: string): Promise<{ readonly handler: string; readonly merchant: string }>;
  close(): Promise<void>;
}

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

const page = ({ script, scope }: SiteState['registers']): string =>
  `<!doctype html><title>Case</title><link rel="icon" href="data:," />
<script src="/offstage.js" data-worker="${script}"${scope ? ` data-scope="${scope}"` : ''}></script>`;

const merchant: Route = {
  type: 'text/html',
  body: readFileSync(new URL('../host/merchant.html', import.meta.url)),
};

function ruleFor(routes: readonly RouteRule[], method: string, path: string): RouteRule | undefined {
  const asked = `${method} ${path}`;
  return routes.findLast(({ route }) =>
    route.endsWith('*') ? asked.startsWith(route.slice(0, -1)) : asked === route,
  );
}

/** One server for all cases, each on an origin of its own below one site; those that pay have one more each. */
export async function startFieldSite(
  sites: ReadonlyMap<string, SiteState>,
  tls: { readonly key: string; readonly cert: string },
): Promise<FieldSite> {
  const nameOf = (request: IncomingMessage): string => (request.headers.host ?? '').split('.')[0] ?? '';
  const open = await serve((request, response) => answerFrom(sites.get(nameOf(request)), request, response));
  const more: Served[] = [];
  return {
    origin: (name) => `http://${name}.field.localhost:${open.port}`,
    async pay(name) {
      const served: Served = await serve(
        (request, response) => {
          const { pathname } = new URL(request.url ?? '/', 'https://localhost');
          const found =
            nameOf(request) === 'merchant' ? merchant : paymentRoutes(served.port, '/sw.js')[pathname];
          if (found)
            response.writeHead(200, { 'content-type': found.type, ...found.headers }).end(found.body);
          else answerFrom(sites.get(name), request, response);
        },
        { tls },
      );
      more.push(served);
      const { port } = served;
      return { handler: `https://pay.test:${port}`, merchant: `https://merchant.test:${port}` };
    },
    async close() {
      await Promise.all([open, ...more].map((served) => served.close()));
    },
  };
}

function answerFrom(state: SiteState | undefined, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const rule = ruleFor(state?.routes ?? [], method, pathname);
  if (rule?.drop === true) {
    request.socket.destroy();
    return;
  }
  const answer = (type: string, body: string | Buffer): void => {
    const fixed = { 'content-type': type, 'cache-control': 'no-store', 'service-worker-allowed': '/' };
    response.writeHead(rule?.status ?? 200, { ...fixed, ...rule?.headers }).end(body);
  };
  if (!state || (rule?.status ?? 200) >= 400) answer('text/plain', `${method} ${pathname}: no.`);
  else if (pathname === '/offstage.js') answer('text/javascript', built('sdk/dist/offstage.js'));
  else if (pathname === '/offstage-sw.js') answer('text/javascript', built('sw-plugin/dist/offstage-sw.js'));
  else if (pathname === '/sw.js' || pathname in (state.run.files ?? {}))
    answer('text/javascript', `importScripts('/offstage-sw.js');\n${state.run.worker}`);
  else if (pathname === '/icon.png') answer('image/png', icon(192));
  else if (pathname === '/blob')
    answer('application/octet-stream', Buffer.alloc(Number(searchParams.get('n'))));
  else if (method !== 'GET' || /\.(js|json|png)$/.test(pathname)) answer('application/json', '{}');
  else answer('text/html', page(state.registers));
}
