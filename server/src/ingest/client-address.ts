import type { Context } from 'hono';

/** Who sent a request: `client` is an address, or `''` where none is known. */
export interface Client {
  readonly client: string;
  /** What `X-Forwarded-For` says where no proxy was declared: see `Arrival`. */
  readonly via?: string;
}

/** Characters of an address with all that proxies write around it. */
const ADDRESS_LENGTH = 64;
const VIA_LENGTH = 256;

/**
 * Behind a proxy of ours the client is what that proxy appended to `X-Forwarded-For`, else it is who made the connection.
 * `forwardedFor` is the header, or `''`.
 */
export function clientOf(connection: string, forwardedFor: string, trustProxy: boolean): Client {
  if (forwardedFor === '') return { client: connection };
  if (!trustProxy) return { client: connection, via: forwardedFor.slice(-VIA_LENGTH) };
  const last = forwardedFor.slice(forwardedFor.lastIndexOf(',') + 1).trim();
  return { client: last.slice(0, ADDRESS_LENGTH) || connection };
}

/** The same for a request to the app; the connection is known where the runtime is Node. */
export function clientAddress(c: Context, trustProxy: boolean): Client {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  const connection = env?.incoming?.socket?.remoteAddress ?? '';
  return clientOf(connection, c.req.header('x-forwarded-for') ?? '', trustProxy);
}
