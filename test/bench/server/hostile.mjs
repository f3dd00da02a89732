// Requests that were made to stop or to fill a server, each as large as it takes one.
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const LIMIT = 512 * 1024 - 200;
const REPORT = 60_000;

const fill = (text, length) => text.repeat(Math.floor(length / text.length));
const one = (body, more = {}) =>
  JSON.stringify({ type: 'csp-violation', age: 1, url: 'https://a.example/', ...more, body });

/** As many reports as fit, each with this in a member of its body. */
function reports(name, text, length = REPORT) {
  const value = fill(text, length);
  const report = one({ [name]: value });
  const count = Math.max(1, Math.floor(LIMIT / (report.length + 1)));
  return `[${Array.from({ length: count }, () => report).join()}]`;
}

/** Bodies of posts. */
export const BODIES = {
  'numbers [1,1,…]': `[${fill('1,', LIMIT)}1]`,
  'empty objects [{},…]': `[${fill('{},', LIMIT)}{}]`,
  'empty texts ["",…]': `[${fill('"",', LIMIT)}""]`,
  'brackets [[[[…': fill('[', LIMIT),
  'brackets in a report': one({ a: 0 }).replace('0', `${fill('[', LIMIT / 2)}${fill(']', LIMIT / 2)}`),
  'control characters': `[{"a":"${fill('\x01', LIMIT)}"}]`,
  quotes: fill('"', LIMIT),
  backslashes: `["${fill('\\', LIMIT)}"]`,
  'many members of one object': `{${Array.from({ length: LIMIT / 10 }, (_, n) => `"${n}":1`)
    .join()
    .slice(0, LIMIT)}`,
  'many members of objects': `[${Array.from({ length: 8 }, () => one(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, 1])))).join()}]`,
  'a thousand reports': `[${Array.from({ length: 1_000 }, (_, n) => one({ blockedURL: `https://b.example/${n}` }, { url: `https://a.example/${n}` })).join()}]`,
  'sample a-a-a-…': reports('sample', 'a-'),
  'sample -extension…': reports('sample', 'a-extension'),
  'blockedURL http://....': reports('blockedURL', '.').replaceAll('"....', '"http://....'),
  'blockedURL a.a.a.': reports('blockedURL', 'a.').replaceAll('"a.a.a.', '"http://a.a.a.'),
  'sourceFile ????': reports('sourceFile', '?'),
  'effectiveDirective spaces': reports('effectiveDirective', ' '),
  'message of two bytes': reports('message', '\u20ac', 20_000).replaceAll('csp-violation', 'deprecation'),
  'stack of lines': reports('stack', '\\n').replaceAll('csp-violation', 'crash'),
  'user agent Version/1': `[${Array.from({ length: 8 }, () => one({}, { user_agent: fill('Version/1', REPORT) })).join()}]`,
  'type of 60 kB': `[${Array.from({ length: 8 }, () => one({}, { type: fill('t', REPORT) })).join()}]`,
  'url of 60 kB': `[${Array.from({ length: 8 }, () => one({}, { url: `https://${fill('u@', REPORT)}` })).join()}]`,
};

/** What senders of pushes post. */
const SENDS = {
  'sends [1,1,…]': `{"sends":[${fill('1,', LIMIT)}1]}`,
  'sends [[[[…': `{"sends":${fill('[', LIMIT)}`,
  'a send with 40,000 labels': JSON.stringify({
    sends: [{ labels: Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`l${n}`, 'v'])) }],
  }).slice(0, LIMIT),
  'a thousand sends that are none': `{"sends":[${fill('{},', 2_997)}{}]}`,
};

const head = (lines, length = 2) =>
  `POST /reports HTTP/1.1\r\nHost: a\r\n${lines}Content-Length: ${length}\r\n\r\n`;

/** As a body in chunks of so many bytes; Latin-1. */
function chunked(body, size, lines = '') {
  const chunks = body.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  const bytes = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');
  return `POST /reports HTTP/1.1\r\nHost: a\r\n${lines}Transfer-Encoding: chunked\r\n\r\n${bytes}0\r\n\r\n`;
}

/** Cannot be packed much smaller. */
const randomText = (length) => randomBytes(Math.floor((length * 3) / 4)).toString('base64');

/** Whole requests. */
export const REQUESTS = {
  ...Object.fromEntries(
    Object.entries(BODIES).map(([name, body]) => [name, head('', Buffer.byteLength(body)) + body]),
  ),
  ...Object.fromEntries(
    Object.entries(SENDS).map(([name, body]) => [
      name,
      head('', Buffer.byteLength(body)).replace('/reports', '/api/sends') + body,
    ]),
  ),
  'chunks of a byte': `POST /reports HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${fill('1\r\n \r\n', 6 * LIMIT)}0\r\n\r\n`,
  'chunks of 16 bytes': chunked(one({ sample: fill('x', LIMIT / 2) }), 16),
  'packed, in chunks of 33 bytes': chunked(
    gzipSync(one({ sample: randomText(LIMIT / 2) })).toString('latin1'),
    33,
    'Content-Encoding: gzip\r\n',
  ),
  'X-Forwarded-For of commas': `${head(`X-Forwarded-For: ${fill(' , ', 15_000)}\r\n`)}[]`,
  'head: spaces and a control character': `${head(`a:${' '.repeat(64_000)}\x01\r\n`)}[]`,
  'head: many lines': `${head('a: b\r\n'.repeat(10_000))}[]`,
  'a body at its limit that is one text': head('', LIMIT) + fill('x', LIMIT),
};
