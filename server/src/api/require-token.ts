import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiError } from './schema.ts';

const COOKIE = 'offstage_token';

/**
 * Lets a request pass that carries the token: `Authorization: Bearer TOKEN`, or the cookie that `/viewer/?token=TOKEN`
 * sets. Compares digests in constant time, so neither the token's length nor its beginning can be probed for.
 */
export function requireToken(token: string): MiddlewareHandler {
  const expected = digest(token);
  const fits = (given: string | undefined) => given !== undefined && timingSafeEqual(digest(given), expected);
  return async (c, next) => {
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (fits(bearer) || fits(cookieOf(c.req.header('cookie')))) return next();
    const url = new URL(c.req.url);
    if (url.pathname.startsWith('/viewer')) {
      const given = url.searchParams.get('token') ?? undefined;
      if (fits(given)) {
        const secure = url.protocol === 'https:' ? '; Secure' : '';
        c.header(
          'set-cookie',
          `${COOKIE}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/${secure}`,
        );
        return c.redirect('/viewer/', 303);
      }
      return c.text('Open /viewer/?token=TOKEN with the token that the server was started with.\n', 401);
    }
    c.header('www-authenticate', 'Bearer');
    return c.json(
      { code: 'TOKEN_NEEDED', message: 'Send Authorization: Bearer TOKEN' } satisfies ApiError,
      401,
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookieOf(header: string | undefined): string | undefined {
  const match = new RegExp(`(?:^|; ?)${COOKIE}=([^;]*)`).exec(header ?? '');
  try {
    return match?.[1] === undefined ? undefined : decodeURIComponent(match[1]);
  } catch {
    return undefined;
  }
}
