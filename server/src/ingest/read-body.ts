import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ReadableStream as NodeStream } from 'node:stream/web';
import type { Context } from 'hono';
import type { Ingest } from './ingest.ts';
import { type Packing, packingOf, unpack } from './unpack.ts';

export interface UnreadBody {
  readonly status: 400 | 408 | 413 | 415 | 503;
  readonly message: string;
}

export const TOO_LARGE: UnreadBody = { status: 413, message: 'The body is too large' };
const BUSY: UnreadBody = { status: 503, message: 'STORE_BUSY' };
const BROKEN: UnreadBody = { status: 400, message: 'The body broke off' };
/** Bytes that the sizes of chunks may take besides as many as the body has. */
const SLACK = 16 * 1024;

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
  const encoding = request.headers.get('content-encoding') ?? '';
  const packing = packingOf(encoding);
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > limits.bodyBytes) return TOO_LARGE;
  if (packing === 'unknown')
    return { status: 415, message: `Content-Encoding ${encoding.slice(0, 100)} is not understood` };
  try {
    const body = streamOf(c);
    if (body === null) return '';
    const sent = await readStream(body, ingest, client);
    if ('status' in sent) return sent;
    return packing === undefined ? textOf(sent) : await unpacked(sent, packing, ingest, client);
  } catch {
    return BROKEN;
  }
}

/** As the front reads it. */
function textOf(bytes: Buffer): string {
  return bytes.toString('utf8');
}

/**
 * Only once it has come as a whole: what unpacks as it comes takes more memory than the body, for as long as that takes.
 * Those that wait for their turn count as held.
 */
async function unpacked(
  sent: Buffer,
  packing: Packing,
  { limits: { bodyBytes }, room: { arriving } }: Pick<Ingest, 'limits' | 'room'>,
  client: string,
): Promise<string | UnreadBody> {
  if (!arriving.take(client, sent.length)) return BUSY;
  try {
    return await inTurn(client, async () => {
      const bytes = await unpack(sent, packing, bodyBytes);
      return bytes === 'too-large' ? TOO_LARGE : textOf(bytes);
    });
  } finally {
    arriving.give(client, sent.length);
  }
}

/** The last of what each client has to be unpacked. */
const lines = new Map<string, Promise<unknown>>();

/** One body of a client at a time: many small ones must not be there unpacked all at once. */
async function inTurn<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
  const turn = (lines.get(client) ?? Promise.resolve()).then(work, work);
  lines.set(client, turn);
  try {
    return await turn;
  } finally {
    if (lines.get(client) === turn) lines.delete(client);
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
): Promise<Buffer | UnreadBody> {
  const reader = stream.getReader();
  // Not by the time of day, which may be set meanwhile.
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    void reader.cancel('too slow');
  }, bodyTime);
  let bytes = 0;
  let held = 0;
  let memory = Buffer.alloc(0);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const more = bytes + value.byteLength;
      if (more > bodyBytes) return TOO_LARGE;
      if (!arriving.take(client, value.byteLength)) return BUSY;
      held = more;
      if (more > memory.length) {
        const larger = Buffer.allocUnsafe(Math.max(more, Math.min(2 * memory.length, bodyBytes)));
        memory.copy(larger, 0, 0, bytes);
        memory = larger;
      }
      memory.set(value, bytes);
      bytes = more;
    }
    return late ? { status: 408, message: 'The body took too long' } : memory.subarray(0, bytes);
  } finally {
    clearTimeout(deadline);
    arriving.give(client, held);
    // The rest is not wanted; a stream that has failed says so again, which is no news.
    void reader.cancel().catch(() => {});
  }
}
