import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { clientAddress } from '../ingest/client-address.ts';
import { networkOf } from '../ingest/network-of.ts';
import { createRateLimit } from '../ingest/rate-limit.ts';
import { isFromElsewhere } from './from-elsewhere.ts';
import { type OutsideOptions, outsideOf, prefixOf } from './outside-of.ts';
import { type Outside, sessionCookie, sessionsIn } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import { createRoleOf, type Role } from './tokens.ts';

/** What a route may demand: that its caller reads, that it may also change something, or that it may send pushes. */
export type Need = 'read' | 'change' | 'send';

/** Stands before each route that is not open to everybody. `own` is how its path begins. */
export interface Access {
  /** Lets a request of the API pass, or answers it. */
  api(need: Need, own: string): MiddlewareHandler;
  /** The same for a page, to which `?token=TOKEN` leads once; a cookie stands for it from then on. */
  page(own: string): MiddlewareHandler;
  /**
   * Lets pages of other origins ask, where a token guards the answer: with `*` as the allowed origin browsers send no
   * cookie along, so it is the token alone that opens it. Without one, no other origin may read anything.
   */
  readonly crossOrigin: MiddlewareHandler;
}

/** Wrong tokens that a client may send at once, and then per second: a person mistypes, a program tries. */
const GUESSES = { burst: 20, perSecond: 0.2 };

const MAY: Readonly<Record<Role, readonly Need[]>> = {
  full: ['read', 'change', 'send'],
  read: ['read'],
  send: ['send'],
};

/** Without tokens everybody passes; but also then no page of another origin changes anything. */
export function createAccess(tokens: ReadonlyMap<Role, string>, options: OutsideOptions): Access {
  const open = tokens.size === 0;
  const roleOf = createRoleOf(tokens);
  const sessions = createSessions(tokens);
  const guesses = createRateLimit(GUESSES);

  function refuse(c: Context, status: 401 | 403 | 429, code: string, message: string): Response {
    if (status === 401) c.header('www-authenticate', 'Bearer');
    if (status === 429) c.header('retry-after', String(1 / GUESSES.perSecond));
    return c.json({ code, message }, status);
  }

  /** A client that has guessed too often is not told whether this guess is right. */
  function roleOfToken(c: Context, token: string): Role | 'wrong' | 'waits' {
    const now = Date.now();
    const client = networkOf(clientAddress(c, options.trustProxy).client);
    if (!guesses.has(client, now)) return 'waits';
    const role = roleOf(token);
    if (role === undefined) guesses.take(client, 1, now);
    return role ?? 'wrong';
  }

  function roleOfSession(c: Context, outside: Outside): Role | undefined {
    for (const session of sessionsIn(c.req.header('cookie'), outside)) {
      const role = sessions.roleOf(session, Date.now());
      if (role !== undefined) return role;
    }
    return undefined;
  }

  const waits = (c: Context) =>
    refuse(c, 429, 'TOKEN_GUESSED', 'Too many wrong tokens came from this address. Try again in a while');

  return {
    api: (need, own) => async (c, next) => {
      const bearer = /^Bearer +(\S+)$/i.exec((c.req.header('authorization') ?? '').slice(0, 1_000))?.[1];
      // A page that has the token may be anywhere: a cookie is sent without its knowing.
      if (need !== 'read' && (open || bearer === undefined) && isFromElsewhere(c)) {
        const message = 'A page of another origin changes nothing here, unless it sends the token itself';
        return refuse(c, 403, 'CROSS_ORIGIN', message);
      }
      if (open) return next();
      const role =
        bearer === undefined ? roleOfSession(c, outsideOf(c, own, options)) : roleOfToken(c, bearer);
      if (role === 'waits') return waits(c);
      if (role === undefined || role === 'wrong')
        return refuse(c, 401, 'TOKEN_NEEDED', 'Send Authorization: Bearer TOKEN');
      if (!MAY[role].includes(need))
        return refuse(c, 403, 'TOKEN_TOO_WEAK', `The ${role} token does not open this. Send the full one`);
      // A viewer does not offer what would be refused.
      if (!MAY[role].includes('change')) c.header('allow', 'GET');
      return next();
    },
    page: (own) => async (c, next) => {
      if (open) return next();
      const outside = outsideOf(c, own, options);
      const { searchParams } = new URL(c.req.url);
      const given = searchParams.get('token');
      if (given !== null) {
        const role = roleOfToken(c, given.slice(0, 1_000));
        if (role === 'waits') return waits(c);
        if (role === 'full' || role === 'read') {
          c.header('set-cookie', sessionCookie(sessions.issue(role, Date.now()), outside));
          c.header('referrer-policy', 'no-referrer');
          searchParams.delete('token');
          const rest = c.req.path.slice(prefixOf(c, own).length + own.length).replace(/^\/*/, '/');
          const query = searchParams.size > 0 ? `?${searchParams}` : '';
          return c.redirect(`${outside.mount}${own}${rest}${query}`, 303);
        }
      } else if (roleOfSession(c, outside) !== undefined) return next();
      const address = `${outside.mount}${own}/?token=TOKEN`;
      return c.text(`Open ${address} with the token that the server has.\n`, 401);
    },
    crossOrigin: open
      ? (_, next) => next()
      : cors({
          origin: '*',
          allowHeaders: ['authorization', 'content-type', 'last-event-id'],
          allowMethods: ['GET', 'POST', 'DELETE'],
          exposeHeaders: ['allow'],
        }),
  };
}
