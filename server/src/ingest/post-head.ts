/** What the head of a post of reports says. */
export interface PostHead {
  /** The name before `/reports`, where several apps are served. */
  readonly app: string | undefined;
  /** The path member after `/reports/`. */
  readonly endpoint: string | undefined;
  /** Bytes of the body. */
  readonly length: number;
  readonly userAgent: string;
  readonly contentType: string;
  readonly forwardedFor: string;
}

const REQUEST = /^POST (?:\/([a-z][a-z0-9-]{0,39}))?\/reports(?:\/([A-Za-z0-9._~-]{1,100}))? HTTP\/1\.1$/;
/** A header as it should be: a token, a colon, a space, and no control characters. Node judges everything else. */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\x20-\x7e\x80-\xff]*)$/;
/** A name or an address with a port, without anything that a URL could be misread by. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
/** Lines of a head. Node makes two texts of each, which take far more memory than they were sent with; beyond it drops them. */
export const MOST_HEADERS = 200;
/** Those that we read. They must not be there twice. */
type Read = 'content-length' | 'content-type' | 'host' | 'user-agent' | 'x-forwarded-for';
const READ = new Set<string>([
  'content-length',
  'content-type',
  'host',
  'user-agent',
  'x-forwarded-for',
] satisfies Read[]);
/** These change how a request is framed, what its body is or what becomes of its connection. */
const LEFT_TO_NODE = new Set([
  ...['content-encoding', 'expect', 'http2-settings', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** A line of a head: a header that we read, one that does not matter, or one that is Node's. */
type Line = { readonly name: Read; readonly value: string } | 'any' | 'unusual';

/**
 * Reads the head of the request that nearly all are: a plain post to `/reports` or below with a declared length.
 * `undefined` for every other, also for one that is only unusual.
 * Source: https://www.rfc-editor.org/rfc/rfc9112#name-message-parsing
 */
export function postHead(head: string): PostHead | undefined {
  const [request = '', ...lines] = head.split('\r\n');
  const wanted = REQUEST.exec(request);
  // As a path these lead elsewhere.
  if (wanted === null || lines.length >= MOST_HEADERS || wanted[2] === '.' || wanted[2] === '..')
    return undefined;
  const headers: { [Name in Read]?: string } = {};
  for (const text of lines) {
    const line = lineOf(text);
    if (line === 'any') continue;
    if (line === 'unusual' || headers[line.name] !== undefined) return undefined;
    headers[line.name] = line.value;
  }
  const length = headers['content-length'];
  if (length === undefined || headers.host === undefined) return undefined;
  return {
    app: wanted[1],
    endpoint: wanted[2],
    length: Number(length),
    userAgent: headers['user-agent'] ?? '',
    contentType: headers['content-type'] ?? '',
    forwardedFor: headers['x-forwarded-for'] ?? '',
  };
}

/** Heads that are remembered, and how long one is at most: all together 2 MB. */
const HEADS = 1_000;
const REMEMBERED_LENGTH = 2_048;
const FORWARDED = '\r\nX-Forwarded-For: ';

/**
 * The same, remembering heads: those of one browser differ only in the length. A proxy's differ in the address of the
 * client besides, of which there are as many as there are clients, so that line is looked at by itself.
 */
export function createHeadReader(): (head: string) => PostHead | undefined {
  const known = new Map<string, PostHead>();

  function read(text: string): PostHead | undefined {
    const found = known.get(text);
    if (found !== undefined) return found;
    const head = postHead(text);
    if (head === undefined || text.length > REMEMBERED_LENGTH) return head;
    if (known.size >= HEADS) known.clear();
    known.set(text, head);
    return head;
  }

  return (text) => {
    const at = text.indexOf(FORWARDED);
    if (at < 0) return read(text);
    const next = text.indexOf('\r\n', at + FORWARDED.length);
    const end = next < 0 ? text.length : next;
    const forwardedFor = text.slice(at + FORWARDED.length, end);
    if (!/^[0-9A-Fa-f.:, ]*$/.test(forwardedFor)) return postHead(text);
    const head = read(text.slice(0, at) + text.slice(end));
    // There may be another such line.
    return head === undefined || head.forwardedFor !== '' ? postHead(text) : { ...head, forwardedFor };
  };
}

function lineOf(text: string): Line {
  const header = HEADER.exec(text);
  if (header === null) return 'unusual';
  const name = (header[1] ?? '').toLowerCase();
  const value = withoutSpaces(header[2] ?? '');
  if (name === 'connection') return value.toLowerCase() === 'keep-alive' ? 'any' : 'unusual';
  if (LEFT_TO_NODE.has(name)) return 'unusual';
  if (!READ.has(name)) return 'any';
  if (name === 'content-length' && !/^\d{1,9}$/.test(value)) return 'unusual';
  if (name === 'host' && !(HOST.test(value) && URL.canParse(`http://${value}`))) return 'unusual';
  return { name: name as Read, value };
}

const START = Buffer.from('POST /reports');
const ANY_START = Buffer.from('POST /');

/**
 * Whether bytes may be the beginning of such a head: what is certainly none need not wait for its end. Lines that end in
 * a bare line feed never become one. Of the bytes before `from` that is known.
 *
 * @param named whether the name of an app may stand before `/reports`
 */
export function mayBecomePost(bytes: Buffer, from: number, named = false): boolean {
  const start = named ? ANY_START : START;
  const length = Math.min(bytes.length, start.length);
  if (start.compare(bytes, 0, length, 0, length) !== 0) return false;
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
