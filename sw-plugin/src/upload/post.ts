import { retryAfter } from './retry-after.ts';

/** How a post went, and what follows from it. */
export type Posted =
  /** Stored: go on. */
  | 'stored'
  /** The server will not have this batch: a smaller one, or without it. */
  | 'refused'
  /** The server wants no more of this at all (410). */
  | 'gone'
  /** Not now. */
  | 'failed';

export interface Answer {
  readonly posted: Posted;
  /** What the server asked to be left alone for, milliseconds; else 0. */
  readonly wait: number;
}

/** Milliseconds. */
const PATIENCE = 15_000;
/** Browsers allow 64 KiB of `keepalive` bodies at a time: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const KEEPALIVE_BYTES = 60_000;

/** Said of what was sent. (415 is said of how: no entry is to blame for it.) */
const REFUSED: readonly number[] = [400, 413, 422];

export interface PostOptions {
  readonly url: string;
  readonly token?: string | undefined;
  /** Epoch milliseconds, to read a date by. */
  readonly now: () => number;
  /** The platform's, or whatever has taken its place. */
  readonly fetch?: typeof fetch | undefined;
}

/** Posts a batch so that it outlives the page where it is small enough for that. Never rejects. */
export async function post(
  body: string,
  { url, token, now, fetch = globalThis.fetch }: PostOptions,
): Promise<Answer> {
  // Not `AbortSignal.timeout()`, which browsers have for a shorter time than all else that is used here.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/reports+json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      // The limit counts bytes; a body is as long as that only where it is ASCII.
      keepalive: body.length * 3 < KEEPALIVE_BYTES || new TextEncoder().encode(body).length < KEEPALIVE_BYTES,
      credentials: 'omit',
      signal: patience.signal,
    });
    const posted = postedBy(response);
    return { posted, wait: posted === 'stored' ? 0 : retryAfter(response.headers.get('retry-after'), now()) };
  } catch {
    return { posted: 'failed', wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** A web page that answers everything with 200, or a redirect to a login, has stored nothing. */
function postedBy({ status, ok, redirected, headers }: Response): Posted {
  if (status === 204) return 'stored';
  if (ok && !redirected && !/^\s*text\/html/i.test(headers.get('content-type') ?? '')) return 'stored';
  if (status === 410) return 'gone';
  return REFUSED.includes(status) && !redirected ? 'refused' : 'failed';
}
