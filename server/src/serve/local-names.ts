import type { MiddlewareHandler } from 'hono';
import type { ApiError } from '../api/schema.ts';

/** Names that no public name server can give to this machine. Source: https://www.rfc-editor.org/rfc/rfc6761 */
const LOCAL =
  /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|(?:[a-z0-9-]+\.)+test|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/**
 * Without a token only requests to a local name are answered. A page whose own name was made to point at 127.0.0.1 (DNS
 * rebinding) could otherwise read and delete reports, and so could everyone whom a proxy on this machine lets in.
 */
export const localNames: MiddlewareHandler = async (c, next) => {
  if (LOCAL.test(c.req.header('host') ?? '')) return next();
  const message =
    'Without a token this is for localhost only. Open it as localhost, or start the server with --token or --allow-anonymous';
  return c.json({ code: 'HOST_UNKNOWN', message } satisfies ApiError, 421);
};
