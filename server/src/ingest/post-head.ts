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
/** A header as it should be: a token, a colon, a space, and no control characters. Node judges everything else. */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\x20-\x7e\x80-\xff]*)$/;
/** A name or an address with a port, without anything that a URL could be misread by. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
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
    const value = withoutSpaces(header[2] ?? '');
    if (LEFT_TO_NODE.has(name) || (name === 'connection' && value.toLowerCase() !== 'keep-alive'))
      return undefined;
    if (!READ.has(name)) continue;
    if (headers.has(name)) return undefined;
    headers.set(name, value);
  }
  const length = headers.get('content-length') ?? '';
  const host = headers.get('host') ?? '';
  if (!/^\d{1,9}$/.test(length) || headers.has('content-encoding')) return undefined;
  if (!HOST.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  // As a path these lead elsewhere.
  if (wanted[1] === '.' || wanted[1] === '..') return undefined;
  return {
    endpoint: wanted[1],
    length: Number(length),
    userAgent: headers.get('user-agent') ?? '',
    contentType: headers.get('content-type') ?? '',
    forwardedFor: headers.get('x-forwarded-for') ?? '',
  };
}

const START = Buffer.from('POST /reports');

/**
 * Whether bytes may be the beginning of such a head: what is certainly none need not wait for its end. Lines that end in
 * a bare line feed never become one. Of the bytes before `from` that is known.
 */
export function mayBecomePost(bytes: Buffer, from: number): boolean {
  const length = Math.min(bytes.length, START.length);
  if (START.compare(bytes, 0, length, 0, length) !== 0) return false;
  for (let at = bytes.indexOf(LF, from); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] !== CR) return false;
  }
  return true;
}

const LF = 0x0a;
const CR = 0x0d;

/** Only spaces: a tab, or what else is white space in Unicode, is unusual, and so Node's. */
function withoutSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(start, end);
}
