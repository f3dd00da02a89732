import type { Context } from 'hono';

/**
 * Whether a page of another origin makes this request. Browsers say so themselves; old ones say at least whose page it is.
 * Programs say nothing.
 * Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isFromElsewhere(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  try {
    // The scheme may have changed on the way through a proxy.
    return new URL(origin).host !== c.req.header('host')?.toLowerCase();
  } catch {
    return true;
  }
}
