/** What the head of a post of reports says. */
export interface PostHead {
  /** The path member after `/reports/`. */
  readonly endpoint: string | undefined;
  /** Bytes of the body. */
  readonly length: number;
  readonly userAgent: string;
  readonly contentType: string;
  readonly forwardedFor: string;
}

const REQUEST = /^POST \/reports(?:\/([A-Za-z0-9._~-]{1,100}))? HTTP\/1\.1$/;
/** A header as it should be: a token, a colon, and no control characters. Node judges everything else. */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/;
/** Those that we read must not be there twice. */
const READ = new Set([
  'content-length',
  'content-type',
  'content-encoding',
  'host',
  'user-agent',
  'x-forwarded-for',
]);
/** These change how a request is framed or what becomes of its connection. */
const LEFT_TO_NODE = new Set(['expect', 'http2-settings', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

/**
 * Reads the head of the request that nearly all are: a plain post to `/reports` or below with a declared length.
 * `undefined` for every other, also for one that is only unusual.
 * Source: https://www.rfc-editor.org/rfc/rfc9112#name-message-parsing
 */
export function postHead(head: string): PostHead | undefined {
  const [request = '', ...lines] = head.split('\r\n');
  const wanted = REQUEST.exec(request);
  if (wanted === null) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const header = HEADER.exec(line);
    if (header === null) return undefined;
    const name = (header[1] ?? '').toLowerCase();
    const value = (header[2] ?? '').trimEnd();
    if (LEFT_TO_NODE.has(name) || (name === 'connection' && value.toLowerCase() !== 'keep-alive'))
      return undefined;
    if (!READ.has(name)) continue;
    if (headers.has(name)) return undefined;
    headers.set(name, value);
  }
  const length = headers.get('content-length') ?? '';
  if (!/^\d{1,9}$/.test(length) || !headers.has('host') || headers.has('content-encoding')) return undefined;
  return {
    endpoint: wanted[1],
    length: Number(length),
    userAgent: headers.get('user-agent') ?? '',
    contentType: headers.get('content-type') ?? '',
    forwardedFor: headers.get('x-forwarded-for') ?? '',
  };
}
