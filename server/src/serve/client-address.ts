import type { Context } from 'hono';

/**
 * The client's address: of the connection where the runtime is Node, or, behind a proxy of ours, what that proxy
 * appended to `X-Forwarded-For`; `''` where neither is known.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return forwarded.slice(0, 64);
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress ?? '';
}
