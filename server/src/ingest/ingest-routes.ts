import { type Context, Hono } from 'hono';
import { clientAddress } from './client-address.ts';
import type { Ingest } from './ingest.ts';
import { mayBeProxy, networkOf } from './network-of.ts';
import { parsedBody } from './parsed-body.ts';
import { endpointNamed } from './policy.ts';
import { readBody } from './read-body.ts';
import type { RefusalReason } from './rejection-samples.ts';

/**
 * On every answer, errors too. Without CORP a page under `COEP: require-corp` makes WebKit report the collector's own
 * URL, for ever. Preflights are never cached by Chromium, so they are answered before anything else is looked at.
 * `authorization` comes with an upload of the SDK that was given a token.
 */
export const INGEST_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization',
  'access-control-allow-methods': 'POST, OPTIONS',
  // An upload of another origin obeys it.
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '86400',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

/** A slash at the end changes nothing: whoever writes the header by hand puts one there as often as not. */
export const REPORT_PATHS = ['/reports', '/reports/', '/reports/:endpoint', '/reports/:endpoint/'] as const;

/** Longest endpoint name; what is longer is cut. */
const NAME_LENGTH = 100;

/** A 503 is no refusal: the browser sends it again. */
const WHY: Readonly<Partial<Record<number, RefusalReason>>> = {
  400: 'broken-off',
  408: 'too-slow',
  413: 'too-large',
  415: 'unknown-encoding',
};

/** Bytes of the body as the request declares them; 0 where it does not. */
export function sizeOf(c: Context): number {
  const size = Number(c.req.header('content-length') ?? 0);
  return Number.isSafeInteger(size) && size > 0 ? size : 0;
}

function refuse(c: Context, status: 400 | 408 | 413 | 415 | 503, message: string): Response {
  const retry = status === 503 ? { 'retry-after': '30' } : {};
  return c.text(message, status, { ...INGEST_HEADERS, ...retry });
}

/** `POST /reports` and `POST /reports/:endpoint`, open to everyone. */
export function ingestRoutes(ingest: Ingest): Hono {
  const app = new Hono();
  const handle = async (c: Context): Promise<Response> => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, INGEST_HEADERS);
    const name = c.req.param('endpoint')?.slice(0, NAME_LENGTH);
    const endpoint = endpointNamed(name, ingest.policy);
    const declared = sizeOf(c);
    if (endpoint === 404) {
      ingest.refuse('no-endpoint', name ?? '', declared);
      return c.text('No such endpoint', 404, INGEST_HEADERS);
    }
    if (endpoint === 410) {
      ingest.refuse('retired', name ?? '', declared);
      return c.text('This endpoint is retired', 410, INGEST_HEADERS);
    }
    const sender = clientAddress(c, ingest.policy.trustProxy === true);
    const holder = mayBeProxy(sender.client) ? '' : networkOf(sender.client);
    const body = parsedBody(c, ingest.limits) ?? (await readBody(c, ingest, holder));
    if (typeof body !== 'string') {
      const reason = WHY[body.status];
      if (reason !== undefined) ingest.refuse(reason, endpoint, declared);
      else ingest.counts.unstored++;
      return refuse(c, body.status, body.message);
    }
    const { status, message } = await ingest.receive(
      body,
      {
        received: Date.now(),
        endpoint,
        userAgent: c.req.header('user-agent') ?? '',
        ...sender,
      },
      c.req.header('content-type') ?? '',
    );
    if (status === 204) return c.body(null, 204, INGEST_HEADERS);
    return refuse(c, status, message ?? '');
  };
  app.on(['POST', 'OPTIONS'], [...REPORT_PATHS], handle);
  return app;
}
