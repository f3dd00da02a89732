import { connect } from 'node:net';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

/**
 * The front reads plain posts itself, and Node's parser everything else. The same bytes get the same answers whichever
 * reads them and however the network cuts them.
 */
const folder = await tempFolder();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ store: join(folder.path, 'front.sqlite'), port: 0, allowAnonymous: true });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

const BODY = '{"type":"x","age":1}';
const END = 'GET /nowhere-at-all HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
const post = (lines: string, body: string = BODY, path = '/reports') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n${body}`;
const length = (value: string | number) => `Content-Length: ${value}`;
const plain = (lines = '', path = '/reports') => post(`${lines}${length(BODY.length)}`, BODY, path);
const chunked = (text: string) => post('Transfer-Encoding: chunked', text);

const STREAMS: Readonly<Record<string, string>> = {
  'a plain post': plain(),
  'two plain posts': plain() + plain(),
  'a named endpoint': plain('', '/reports/csp'),
  'a trailing slash': plain('', '/reports/'),
  'two levels': plain('', '/reports/a/b'),
  'the folder above': plain('', '/reports/..'),
  'this folder': plain('', '/reports/.'),
  'dots in a name': plain('', '/reports/..a'),
  'a query': plain('', '/reports?x=1'),
  'an escape': plain('', '/reports/%63sp'),
  'an escaped NUL': plain('', '/reports/%00'),
  'a name of 100 letters': plain('', `/reports/${'n'.repeat(100)}`),
  'a name of 101 letters': plain('', `/reports/${'n'.repeat(101)}`),
  'another path': plain('', '/report'),
  'a longer path': plain('', '/reportsx'),
  'an absolute form': plain('', 'http://a/reports'),
  'lower case method': plain().replace('POST', 'post'),
  PUT: plain().replace('POST', 'PUT'),
  GET: 'GET /reports HTTP/1.1\r\nHost: a\r\n\r\n',
  'HTTP/1.0': plain().replace('HTTP/1.1', 'HTTP/1.0'),
  'HTTP/1.2': plain().replace('HTTP/1.1', 'HTTP/1.2'),
  'HTTP/2.0': plain().replace('HTTP/1.1', 'HTTP/2.0'),
  'two spaces': plain().replace('POST /', 'POST  /'),
  'a space at the end of the line': plain().replace('HTTP/1.1', 'HTTP/1.1 '),
  'no host': plain().replace('Host: a\r\n', ''),
  'two hosts': plain('Host: b\r\n'),
  'an empty host': plain().replace('Host: a', 'Host: '),
  'a host with a port': plain().replace('Host: a', 'Host: a:80'),
  'a host with a bad port': plain().replace('Host: a', 'Host: a:port'),
  'a host that is misread': plain().replace('Host: a', 'Host: a b/c?d#e@f'),
  'half a host': plain().replace('Host: a', 'Host: ['),
  'an IPv6 host': plain().replace('Host: a', 'Host: [::1]:80'),
  'a bad IPv6 host': plain().replace('Host: a', 'Host: [:::]'),
  'a host of dots': plain().replace('Host: a', 'Host: ..'),
  'a host with an underscore': plain().replace('Host: a', 'Host: a_b'),
  'a host with too large a number': plain().replace('Host: a', 'Host: 1.2.3.999'),
  'no space behind the colon': plain().replace('Host: a', 'Host:a'),
  'spaces around a length': post(length(`  ${BODY.length}  `)),
  'tabs around a length': post(length(`\t${BODY.length}\t`)),
  'a no-break space behind a length': post(length(`${BODY.length}\xa0`)),
  'a form feed behind a length': post(length(`${BODY.length}\x0c`)),
  'an empty length': post(length('')),
  'a signed length': post(length(`+${BODY.length}`)),
  'a negative length': post(length('-5')),
  'a hexadecimal length': post(length('0x14')),
  'a length with zeros before it': post(length(`000${BODY.length}`)),
  'a length with a fraction': post(length(`${BODY.length}.0`)),
  'a list of lengths': post(length(`${BODY.length}, ${BODY.length}`)),
  'two lengths that agree': post(`${length(BODY.length)}\r\n${length(BODY.length)}`),
  'two lengths that differ': post(`${length(BODY.length)}\r\n${length(3)}`),
  'no length': post('X: y'),
  'no body': post(length(0), ''),
  'a body that is no JSON': post(length(5), 'hello'),
  'a body that is too large by its length': post(length(99_999_999), 'x'),
  'a length and chunks': post(`${length(5)}\r\nTransfer-Encoding: chunked`, '0\r\n\r\n'),
  chunks: chunked(`14\r\n${BODY}\r\n0\r\n\r\n`),
  'chunks with an extension': chunked(`14;x=y\r\n${BODY}\r\n0\r\n\r\n`),
  'chunks with a trailer': chunked(`14\r\n${BODY}\r\n0\r\nX: y\r\n\r\n`),
  'bad chunks': chunked(`zz\r\n${BODY}\r\n0\r\n\r\n`),
  'chunked twice': post(
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
    `14\r\n${BODY}\r\n0\r\n\r\n`,
  ),
  'another coding': post('Transfer-Encoding: gzip', BODY),
  gzip: plain('Content-Encoding: gzip\r\n'),
  'an unknown encoding': plain('Content-Encoding: br\r\n'),
  'the end of the connection': plain('Connection: close\r\n'),
  'a kept connection': plain('Connection: keep-alive\r\n'),
  'a kept connection in capitals': plain('CONNECTION: KEEP-ALIVE\r\n'),
  'two words for the connection': plain('Connection: keep-alive, x\r\n'),
  'an upgrade': plain('Connection: Upgrade\r\nUpgrade: h2c\r\n'),
  'a wrong expectation': plain('Expect: nothing\r\n'),
  'a header without a colon': plain('no colon\r\n'),
  'a header without a name': plain(': x\r\n'),
  'a space before the colon': plain('X : y\r\n'),
  'a folded header': plain('X: y\r\n z\r\n'),
  'a NUL in a header': plain('X: a\0b\r\n'),
  'a control character in a header': plain('X: a\x01b\r\n'),
  'spaces and a control character': plain(`X:${' '.repeat(50)}\x01\r\n`),
  'DEL in a header': plain('X: a\x7fb\r\n'),
  'Latin-1 in a header': plain('User-Agent: a\xe9b\r\n'),
  'a tab in a header': plain('X: a\tb\r\n'),
  'a bare carriage return': plain('X: a\rb\r\n'),
  'a bare line feed in a header': plain('X: a\nY: b\r\n'),
  'bare line feeds': plain().replaceAll('\r\n', '\n'),
  'an empty line before': `\r\n${plain()}`,
  'two empty lines before': `\r\n\r\n${plain()}`,
  'an empty line between': `${plain()}\r\n${plain()}`,
  'a second post that is no HTTP': `${plain()}nonsense\r\n\r\n`,
  'a head of 15 kB': plain(`X: ${'x'.repeat(15_000)}\r\n`),
  'a head of 40 kB': plain(`X: ${'x'.repeat(40_000)}\r\n`),
  'a head of 199 lines': plain('X: y\r\n'.repeat(197)),
  'a head of 200 lines': plain('X: y\r\n'.repeat(198)),
  'a head of 2,100 lines': plain('X:\r\n'.repeat(2_098)),
  'a length above what can be': post(length('9'.repeat(30))),
  'X-Forwarded-For twice': plain('X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n'),
  'User-Agent twice': plain('User-Agent: a\r\nUser-Agent: b\r\n'),
};

/** A connection that has sent this is Node's for good. */
const TO_NODE = 'OPTIONS /reports HTTP/1.1\r\nHost: a\r\n\r\n';

/** With these a client's half of the connection ends. Node answers as here, but drops what waits when that comes. */
const ENDING: readonly (readonly [name: string, stream: string, answers: string])[] = [
  ['half a head', plain().slice(0, 30), '400'],
  ['half a body', plain().slice(0, -4), '400'],
  ['a post and half of another', plain() + plain().slice(0, -4), '204 400'],
  ['two posts', plain() + plain(), '204 204'],
  [
    'two posts and half a question',
    `${plain()}${plain()}GET /healthz HTTP/1.1\r\nHost: a\r\n`,
    '204 204 400',
  ],
];

/** The statuses that a stream is answered with, by the front or by Node's HTTP alone. `ends`: the client sends no more after it. */
function statuses(by: 'front' | 'node', pieces: readonly string[], pause = 4, ends = false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let text = '';
    let sent = false;
    const timer = setTimeout(() => socket.destroy(), 5_000);
    socket.setNoDelay(true);
    const send = async () => {
      sent = true;
      for (const piece of pieces) {
        socket.write(piece, 'latin1');
        await new Promise((next) => setTimeout(next, pause));
      }
      if (ends) socket.end();
    };
    socket.on('data', (chunk: Buffer) => {
      if (sent) text += chunk.toString('latin1');
      else void send();
    });
    // Whoever answers and ends the connection need not have read all.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status).join(' '));
    });
    socket.on('connect', () => (by === 'node' ? socket.write(TO_NODE) : void send()));
  });
}

/** Where to cut: at each byte of what is short, and of a long one at its ends and here and there between. */
function cuts(stream: string): number[] {
  const all = Array.from({ length: stream.length - 1 }, (_, at) => at + 1);
  return all.filter(
    (at) => at < 150 || at > stream.length - 150 || at % 997 === 0 || Math.abs(at - 16_000) < 4,
  );
}

async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const next = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 60 }, next));
}

test('streams of bytes get the answers of Node alone, whole or cut at any byte', async () => {
  const cases = Object.entries(STREAMS).map(([name, stream]) => [name, stream + END] as const);
  const expected = new Map<string, string>();
  await eachOf(cases, async ([name, stream]) => {
    expected.set(name, await statuses('node', [stream]));
  });
  const tries = cases.flatMap(([name, stream]) => [
    [name, 0, [stream]] as const,
    ...cuts(stream).map((at) => [name, at, [stream.slice(0, at), stream.slice(at)]] as const),
  ]);
  const differing: string[] = [];
  await eachOf(tries, async ([name, at, pieces]) => {
    const found = await statuses('front', pieces);
    if (found === expected.get(name)) return;
    // Where Node itself gives another answer to what is cut (it drops an answer that waits when nonsense follows).
    const cut = await eachCut(name, pieces.join(''));
    if (!cut.has(found)) differing.push(`${name}, cut at ${at}: ${found}, and Node ${[...cut].join(' or ')}`);
  });
  expect(tries.length).toBeGreaterThan(5_000);
  expect(differing.slice(0, 40).sort()).toEqual([]);
  expect(new Set(expected.values()).size).toBeGreaterThan(5);
  expect(ofNode.size).toBeLessThan(5);
}, 300_000);

const ofNode = new Map<string, Promise<Set<string>>>();

/** All answers that Node gives to a stream, whole and cut. */
function eachCut(name: string, stream: string): Promise<Set<string>> {
  let found = ofNode.get(name);
  if (found === undefined) {
    const pieces = [[stream], ...cuts(stream).map((at) => [stream.slice(0, at), stream.slice(at)])];
    const all = new Set<string>();
    // With a pause, too: on a busy machine what came first is not answered yet when the rest arrives.
    const ways = pieces.flatMap((each) => [4, 300].map((pause) => [each, pause] as const));
    found = eachOf(ways, async (way) => void all.add(await statuses('node', ...way))).then(() => all);
    ofNode.set(name, found);
  }
  return found;
}

test.each(ENDING)('%s, and nothing more, is answered', async (_name, stream, answers) => {
  for (const at of [0, 10, 60, 90, 110].filter((cut) => cut < stream.length)) {
    const found = await statuses('front', [stream.slice(0, at), stream.slice(at)], at === 0 ? 0 : 4, true);
    expect(found, `cut at ${at}`).toBe(answers);
  }
});
