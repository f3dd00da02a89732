import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ReadableStream as NodeStream } from 'node:stream/web';
import type { Context } from 'hono';
import type { Ingest } from './ingest.ts';

export interface UnreadBody {
  readonly status: 400 | 408 | 413 | 415 | 503;
  readonly message: string;
}

export const TOO_LARGE: UnreadBody = { status: 413, message: 'The body is too large' };
const BUSY: UnreadBody = { status: 503, message: 'STORE_BUSY' };
const BROKEN: UnreadBody = { status: 400, message: 'The body broke off' };
/** Bytes that the sizes of chunks may take besides as many as the body has. */
const SLACK = 16 * 1024;
const ENCODINGS = new Set<string>(['gzip', 'deflate'] satisfies CompressionFormat[]);

/**
 * Reads a request body as UTF-8, whatever its content type says. Stops at the limit: also what a small compressed body
 * unpacks to counts. What has come counts as held for the client meanwhile.
 */
export async function readBody(
  c: Context,
  ingest: Pick<Ingest, 'limits' | 'room'>,
  client: string,
): Promise<string | UnreadBody> {
  const { limits } = ingest;
  const request = c.req.raw;
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > limits.bodyBytes) return TOO_LARGE;
  try {
    const body = streamOf(c);
    if (body === null) return '';
    if (encoding === 'identity') return await readStream(body, ingest, client);
    if (!ENCODINGS.has(encoding))
      return { status: 415, message: `Content-Encoding ${encoding} is not understood` };
    const unpacked = body.pipeThrough(new DecompressionStream(encoding as CompressionFormat));
    return await readStream(unpacked, ingest, client);
  } catch {
    return BROKEN;
  }
}

/**
 * The body with all that has come as one piece. A request's own stream hands on each chunk as it was sent, and a body in
 * chunks of a single byte kept everybody waiting for half a second.
 */
function streamOf(c: Context): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: unknown };
  if (!(incoming instanceof Readable) || incoming.readableDidRead || incoming.destroyed)
    return c.req.raw.body;
  return NodeStream.from(piecesOf(incoming)) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Node's parser takes as long for a chunk of a byte as for one of thousands, so the connection of a body that is mostly
 * sizes of chunks ends. Told from what comes over the wire, before anything is unpacked.
 */
async function* piecesOf(incoming: Readable): AsyncGenerator<Uint8Array> {
  const chunked =
    incoming instanceof IncomingMessage && incoming.headers['transfer-encoding'] !== undefined
      ? incoming
      : undefined;
  // What is there already came with the head, and nobody can tell with how many bytes.
  const before = chunked?.socket.bytesRead ?? 0;
  let bytes = -incoming.readableLength;
  // Not destroyed when we have enough: its socket has the answer to carry.
  for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
    bytes += (piece as Uint8Array).byteLength;
    // What comes behind the end of a body is the next request.
    if (chunked?.complete === false && chunked.socket.bytesRead - before > SLACK + 2 * bytes) {
      chunked.socket.destroy();
      throw new Error('mostly sizes of chunks');
    }
    yield piece;
  }
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  { limits: { bodyBytes, bodyTime }, room: { arriving } }: Pick<Ingest, 'limits' | 'room'>,
  client: string,
): Promise<string | UnreadBody> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const deadline = setTimeout(() => void reader.cancel('too slow'), bodyTime);
  const started = Date.now();
  let bytes = 0;
  let held = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > bodyBytes) return TOO_LARGE;
      if (!arriving.take(client, value.byteLength)) return BUSY;
      held = bytes;
      text += decoder.decode(value, { stream: true });
    }
    if (Date.now() - started >= bodyTime) return { status: 408, message: 'The body took too long' };
    return text + decoder.decode();
  } finally {
    clearTimeout(deadline);
    arriving.give(client, held);
    // The rest is not wanted; a stream that has failed says so again, which is no news.
    void reader.cancel().catch(() => {});
  }
}
