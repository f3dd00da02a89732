import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { Outside } from './session-cookie.ts';

export interface OutsideOptions {
  /** Where it is mounted, for proxies that take that part of the path away. Otherwise the request tells. */
  readonly basePath?: string | undefined;
  /** Whether `X-Forwarded-Proto` is a proxy's of ours. */
  readonly trustProxy: boolean;
}

/**
 * How the outside reaches the server, from a request to one of its routes. `own` is how that route begins here, so what
 * stands before it in the route's path is what the app is mounted under.
 */
export function outsideOf(c: Context, own: string, { basePath, trustProxy }: OutsideOptions): Outside {
  const forwarded = trustProxy ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() : undefined;
  const secure = (forwarded ?? new URL(c.req.url).protocol.slice(0, -1)).toLowerCase() === 'https';
  return { mount: basePath ?? `${baseUrlOf(c)}${prefixOf(c, own)}`, secure };
}

/** What stands before `own` in the path of this request as it came to us. */
export function prefixOf(c: Context, own: string): string {
  // The request's own word first: one of another copy of Hono, such as a bundler makes, is unknown to ours.
  const route = (c.req as { readonly routePath?: string }).routePath ?? routePath(c);
  const depth = route.slice(0, Math.max(0, route.lastIndexOf(own))).split('/').length;
  return c.req.path.split('/').slice(0, depth).join('/');
}

/** What Express took away from the path. Source: https://expressjs.com/en/4x/api.html#req.baseUrl */
function baseUrlOf(c: Context): string {
  const env = c.env as { incoming?: { baseUrl?: unknown } } | undefined;
  const base = env?.incoming?.baseUrl;
  return typeof base === 'string' ? base : '';
}
