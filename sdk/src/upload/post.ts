/** How a post went, and what follows from it. */
export type Posted =
  /** Stored: go on. */
  | 'stored'
  /** The server will not have this batch, whatever we do: a smaller one, or without it. */
  | 'refused'
  /** The server wants no more of this at all (410). */
  | 'gone'
  /** Not now. */
  | 'failed';

/** Milliseconds. */
const PATIENCE = 15_000;
/** Browsers allow 64 KiB of `keepalive` bodies at a time: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const KEEPALIVE_BYTES = 60_000;

const REFUSED: readonly number[] = [400, 413, 415, 422];

export interface PostOptions {
  readonly url: string;
  readonly token?: string | undefined;
}

/** Posts a batch so that it outlives the page where it is small enough for that. Never rejects. */
export async function post(body: string, { url, token }: PostOptions): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/reports+json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      keepalive: body.length < KEEPALIVE_BYTES,
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.ok) return 'stored';
    if (response.status === 410) return 'gone';
    return REFUSED.includes(response.status) ? 'refused' : 'failed';
  } catch {
    return 'failed';
  }
}
