import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

const folder = await tempFolder();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    allowAnonymous: true,
    store: join(folder.path, 'front.sqlite'),
    port: 0,
    limits: { bodyTime: 300 },
  });
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

let marks = 0;
const bodyOf = (mark: string) =>
  JSON.stringify([{ age: 1, type: 'x', url: `https://a.example/${mark}`, body: { mark } }]);
const post = (body: string, path = '/reports', headers = '') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

interface Raw {
  readonly socket: Socket;
  text(): string;
  statuses(): string[];
  readonly closed: Promise<void>;
}

function open(): Raw {
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  return {
    socket,
    text: () => text,
    statuses: () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1] ?? ''),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
  };
}

async function isStored(mark: string): Promise<number> {
  const found = (await (await fetch(`${server.url}/api/reports?text=${mark}`)).json()) as {
    reports: unknown[];
  };
  return found.reports.length;
}

const newMark = () => `front-${++marks}-end`;

test('answers a plain post, again and again on one connection', async () => {
  const raw = open();
  for (let turn = 1; turn <= 3; turn++) {
    const mark = newMark();
    raw.socket.write(post(bodyOf(mark)));
    await until('an answer', () => raw.statuses().length === turn);
    expect(await isStored(mark)).toBe(1);
  }
  expect(raw.statuses()).toEqual(['204', '204', '204']);
  expect(raw.text()).toMatch(/\r\ndate: \w{3}, \d\d \w{3} \d{4} /i);
  expect(raw.text()).not.toMatch(/content-length|transfer-encoding/i);
  raw.socket.destroy();
});

test('answers pipelined posts in order, each after its commit', async () => {
  const raw = open();
  const good = [newMark(), newMark(), newMark()];
  raw.socket.write(good.map((mark) => post(bodyOf(mark))).join('') + post('nonsense'));
  await until('four answers', () => raw.statuses().length === 4);
  expect(raw.statuses()).toEqual(['204', '204', '204', '400']);
  for (const mark of good) expect(await isStored(mark)).toBe(1);
  raw.socket.destroy();
});

describe('cut into pieces', () => {
  test.each([1, 7, 40, 90, 200])('of %i bytes', async (size) => {
    const raw = open();
    raw.socket.setNoDelay(true);
    const mark = newMark();
    const text = post(bodyOf(mark));
    for (let at = 0; at < text.length; at += size) {
      raw.socket.write(text.slice(at, at + size));
      if (at < 5 * size) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until('an answer', () => raw.statuses().length === 1);
    expect(raw.statuses()).toEqual(['204']);
    expect(await isStored(mark)).toBe(1);
    raw.socket.destroy();
  });
});

test('a large body in many pieces', async () => {
  const raw = open();
  const mark = newMark();
  const reports = Array.from({ length: 400 }, (_, index) => ({
    age: index,
    type: 'x',
    url: `https://a.example/${index}`,
    body: { mark, filler: 'y'.repeat(400) },
  }));
  raw.socket.write(post(JSON.stringify(reports)));
  await until('an answer', () => raw.statuses().length === 1);
  expect(raw.statuses()).toEqual(['204']);
  const { total } = (await (await fetch(`${server.url}/api/facets?text=${mark}`)).json()) as {
    total: number;
  };
  expect(total).toBe(400);
  raw.socket.destroy();
});

/** Everything else goes on to Node, on the same connection and without losing what was sent. */
const OTHERS: readonly (readonly [name: string, request: string, status: string])[] = [
  ['GET', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', '200'],
  ['OPTIONS', 'OPTIONS /reports HTTP/1.1\r\nHost: a\r\n\r\n', '204'],
  ['another path', post('{}', '/nowhere'), '404'],
  ['a query', post(bodyOf('q'), '/reports?x=1'), '204'],
  [
    'a chunked body',
    `POST /reports HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${bodyOf('chunked').length.toString(16)}\r\n${bodyOf('chunked')}\r\n0\r\n\r\n`,
    '204',
  ],
  [
    'two lengths',
    'POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]x',
    '400',
  ],
  [
    'a length and chunks',
    'POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400',
  ],
  ['a negative length', 'POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n', '400'],
  ['no host', 'POST /reports HTTP/1.1\r\nContent-Length: 2\r\n\r\n[]', '400'],
  ['a header that is none', post('[]', '/reports', 'no colon\r\n'), '400'],
  ['a bare line feed', 'POST /reports HTTP/1.1\nHost: a\nContent-Length: 2\n\n[]', '400'],
  ['a body that is too large', post('x'.repeat(600_000)), '413'],
];

test.each(OTHERS)('%s, after a post: as Node answers it', async (_name, request, status) => {
  const raw = open();
  const mark = newMark();
  raw.socket.write(post(bodyOf(mark)));
  await until('an answer', () => raw.statuses().length === 1);
  raw.socket.write(request);
  await until('a second answer', () => raw.statuses().length >= 2);
  expect(raw.statuses().slice(0, 2)).toEqual(['204', status]);
  expect(await isStored(mark)).toBe(1);
  raw.socket.destroy();
});

test('Connection: close and HTTP/1.0 end the connection after the answer', async () => {
  for (const text of [
    post(bodyOf(newMark()), '/reports', 'Connection: close\r\n'),
    post(bodyOf(newMark())).replace('HTTP/1.1', 'HTTP/1.0'),
  ]) {
    const raw = open();
    raw.socket.write(text);
    await raw.closed;
    expect(raw.statuses()).toEqual(['204']);
  }
});

test('a client that ends its side still gets its answers', async () => {
  const raw = open();
  raw.socket.end(post(bodyOf(newMark())) + post(bodyOf(newMark())) + post(bodyOf(newMark())));
  await raw.closed;
  expect(raw.statuses()).toEqual(['204', '204', '204']);
});

test('a body that does not come is not waited for', async () => {
  const raw = open();
  raw.socket.write(post(bodyOf(newMark())).slice(0, -5));
  await raw.closed;
  expect(raw.statuses()).toEqual(['408']);
});

test('closing ends connections that wait for a request at once', async () => {
  const own = await startServer({
    allowAnonymous: true,
    store: join(folder.path, 'closing.sqlite'),
    port: 0,
  });
  const { port, hostname } = new URL(own.url);
  const idle = connect(Number(port), hostname);
  const used = connect(Number(port), hostname);
  let answer = '';
  used.on('data', (chunk) => {
    answer += chunk.toString();
  });
  const ended = [idle, used].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  await until('both to be connected', () => !idle.connecting && !used.connecting);
  used.write(post(bodyOf(newMark())));
  await until('an answer', () => answer !== '');
  const started = performance.now();
  await own.close();
  await Promise.all(ended);
  expect(performance.now() - started).toBeLessThan(2_000);
});
