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
/** Bytes that may come besides a body: of its chunks' sizes, and of what follows it. */
const SLACK = 64 * 1024;
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
    const wire = wireOf(c);
    if (encoding === 'identity') return await readStream(body, ingest, client, wire);
    if (!ENCODINGS.has(encoding))
      return { status: 415, message: `Content-Encoding ${encoding} is not understood` };
    const unpacked = body.pipeThrough(new DecompressionStream(encoding as CompressionFormat));
    return await readStream(unpacked, ingest, client, wire);
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
  // Not destroyed when we have enough: its socket has the answer to carry.
  return NodeStream.from(incoming.iterator({ destroyOnReturn: false })) as unknown as ReadableStream<
    Uint8Array<ArrayBuffer>
  >;
}

/** What a body takes on its connection. */
interface Wire {
  /** Since it began to be read. */
  bytes(): number;
  /** Ends the connection. */
  end(): void;
}

/**
 * Node's parser takes as long for a chunk of a byte as for one of thousands, so a body that is mostly sizes of chunks is not
 * read to its end.
 */
function wireOf(c: Context): Wire | undefined {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: unknown };
  if (!(incoming instanceof IncomingMessage) || incoming.headers['transfer-encoding'] === undefined)
    return undefined;
  const { socket } = incoming;
  const before = socket.bytesRead;
  return { bytes: () => socket.bytesRead - before, end: () => void socket.destroy() };
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  { limits: { bodyBytes, bodyTime }, room: { arriving } }: Pick<Ingest, 'limits' | 'room'>,
  client: string,
  wire: Wire | undefined,
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
      if (wire !== undefined && wire.bytes() > SLACK + 2 * bytes) {
        wire.end();
        return BROKEN;
      }
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
