import type { IngestLimits } from './limits.ts';

export interface UnreadBody {
  readonly status: 400 | 408 | 413 | 415;
  readonly message: string;
}

const TOO_LARGE: UnreadBody = { status: 413, message: 'The body is too large' };
const ENCODINGS = new Set<string>(['gzip', 'deflate'] satisfies CompressionFormat[]);

/**
 * Reads a request body as UTF-8, whatever its content type says. Stops at the limit: also what a small compressed body
 * unpacks to counts.
 */
export async function readBody(request: Request, limits: IngestLimits): Promise<string | UnreadBody> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > limits.bodyBytes) return TOO_LARGE;
  try {
    // HTTP's own framing holds a body to its declared length.
    if (encoding === 'identity' && length !== null) return await request.text();
    if (request.body === null) return '';
    if (encoding === 'identity') return await readStream(request.body, limits);
    if (!ENCODINGS.has(encoding))
      return { status: 415, message: `Content-Encoding ${encoding} is not understood` };
    const unpacked = request.body.pipeThrough(new DecompressionStream(encoding as CompressionFormat));
    return await readStream(unpacked, limits);
  } catch {
    return { status: 400, message: 'The body broke off' };
  }
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  { bodyBytes, bodyTime }: IngestLimits,
): Promise<string | UnreadBody> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const deadline = setTimeout(() => void reader.cancel('too slow'), bodyTime);
  const started = Date.now();
  let bytes = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > bodyBytes) return TOO_LARGE;
      text += decoder.decode(value, { stream: true });
    }
    if (Date.now() - started >= bodyTime) return { status: 408, message: 'The body took too long' };
    return text + decoder.decode();
  } finally {
    clearTimeout(deadline);
    // The rest is not wanted; a stream that has failed says so again, which is no news.
    void reader.cancel().catch(() => {});
  }
}
