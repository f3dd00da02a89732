import { SESSION_TIME } from './sessions.ts';

/** How the outside reaches the server. */
export interface Outside {
  /** Path below which it is mounted, `''` at the root. */
  readonly mount: string;
  /** Whether the browser speaks https, be it to us or to a proxy of ours. */
  readonly secure: boolean;
}

const NAME = 'offstage';

/**
 * Browsers take a cookie with these prefixes only from a secure origin, and with `__Host-` from no other host, so that a
 * neighbour can't put its own in place of ours. Over plain http there is no such name.
 * Source: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
function nameFor({ mount, secure }: Outside): string {
  if (!secure) return NAME;
  return mount === '' ? `__Host-${NAME}` : `__Secure-${NAME}`;
}

/** The `Set-Cookie` header that carries a session. */
export function sessionCookie(session: string, outside: Outside): string {
  const path = outside.mount === '' ? '/' : outside.mount;
  const secure = outside.secure ? '; Secure' : '';
  return `${nameFor(outside)}=${session}; HttpOnly; SameSite=Strict; Path=${path}; Max-Age=${SESSION_TIME}${secure}`;
}

/** The sessions that a `Cookie` header carries: more than one where two servers share a host. */
export function sessionsIn(header: string | undefined, outside: Outside): string[] {
  const start = `${nameFor(outside)}=`;
  return (header ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(start))
    .map((cookie) => cookie.slice(start.length));
}
