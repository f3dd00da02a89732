import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@offstage/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from './postgres/cluster.ts';
import { startServerProcess } from './server-process.ts';
import { tempFolder } from './temp-folder.ts';
import { until } from './until.ts';

/**
 * What one client sends must neither stop nor fill the server. Through the socket, as clients do it. In one file: one server
 * under one attack after another.
 */
const folder = await tempFolder();
afterAll(() => folder.remove());

const post = (body: string, lines = '', path = '/reports') =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\n${lines}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

function open(url: string): {
  readonly socket: Socket;
  statuses(): string[];
  readonly closed: Promise<void>;
} {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  return {
    socket,
    statuses: () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = '']) => status),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
  };
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(new RegExp(`^offstage_${name}(?:\\{.*\\})? (\\d+)$`, 'gm'))].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

describe('one connection', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ store: join(folder.path, 'one.sqlite'), port: 0, allowAnonymous: true });
  });
  afterAll(() => server.close());

  test('a pipeline of thousands is answered in order', async () => {
    const { socket, statuses } = open(server.url);
    const posts = Array.from({ length: 3_000 }, (_, n) =>
      post(`{"type":"x","url":"https://a.example/${n}"}`),
    );
    socket.write(posts.join('') + post('!').repeat(3_000));
    await until('all answers', () => statuses().length === 6_000);
    expect(new Set(statuses().slice(0, 3_000))).toEqual(new Set(['204']));
    expect(new Set(statuses().slice(3_000))).toEqual(new Set(['400']));
    socket.destroy();
  });

  test('whoever reads no answers is read no further', async () => {
    const { socket } = open(server.url);
    socket.pause();
    const before = await metric(server.url, 'requests_total');
    const text = post('!').repeat(2_000);
    let written = 0;
    const count = () => metric(server.url, 'requests_total');
    let last = -1;
    for (let still = 0; still < 5; ) {
      while (socket.writableLength < 2 ** 20 && written < 2e8) {
        socket.write(text);
        written += text.length;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = await count();
      still = now === last ? still + 1 : 0;
      last = now;
    }
    // What the two sides' sockets hold, and no more of it.
    expect(written).toBeLessThan(1e8);
    expect(last - before).toBeGreaterThan(100);
    socket.destroy();
  }, 60_000);

  test('far more requests than are answered end it, where Node takes them all at once', async () => {
    const { socket, closed } = open(server.url);
    socket.pause();
    const text = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000);
    for (let turn = 0; turn < 20; turn++) socket.write(text);
    socket.resume();
    await closed;
  });

  test('a body in chunks of a byte ends it, and is counted; one in chunks of some is taken', async () => {
    const refused = async () => {
      const { counts } = (await (await fetch(`${server.url}/api/rejections`)).json()) as {
        counts: Record<string, number>;
      };
      return counts['broken-off'] ?? 0;
    };
    const before = await refused();
    const head = 'POST /reports HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
    const bytes = open(server.url);
    bytes.socket.write(`${head}${'1\r\n \r\n'.repeat(400_000)}0\r\n\r\n`);
    await bytes.closed;
    await until('it is counted', async () => (await refused()) === before + 1);
    const some = open(server.url);
    some.socket.write(`${head}c\r\n{"type":"x"}\r\n${`20\r\n${' '.repeat(32)}\r\n`.repeat(9_000)}0\r\n\r\n`);
    await until('an answer', () => some.statuses().length > 0);
    expect(some.statuses()).toEqual(['204']);
    some.socket.destroy();
  });

  test('keeps a connection, and says for how long', async () => {
    const response = await fetch(`${server.url}/reports`, { method: 'POST', body: '{"type":"x"}' });
    expect(response.headers.get('keep-alive')).toMatch(/^timeout=7[45]$/);
    const other = await fetch(`${server.url}/healthz`);
    expect(Number(/timeout=(\d+)/.exec(other.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  });

  test('live streams have a limit', async () => {
    const stop = new AbortController();
    const follow = () => fetch(`${server.url}/api/stream`, { signal: stop.signal });
    const statuses = (await Promise.all(Array.from({ length: 80 }, follow))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(64);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    stop.abort();
    await until('room again', async () => {
      const again = new AbortController();
      const { status } = await fetch(`${server.url}/api/stream`, { signal: again.signal });
      again.abort();
      return status === 200;
    });
  });
});

describe('one client', () => {
  const address = '203.0.113.9';
  let server: RunningServer;
  const send = (body: string, from = address) =>
    fetch(`${server.url}/reports`, { method: 'POST', body, headers: { 'x-forwarded-for': from } });
  beforeAll(async () => {
    server = await startServer({
      store: join(folder.path, 'client.sqlite'),
      port: 0,
      allowAnonymous: true,
      policy: { trustProxy: true, clientRate: { perSecond: 0.001, burst: 500 } },
    });
  });
  afterAll(() => server.close());

  test.each([
    ['rejections', `[${'1,'.repeat(200)}1]`, '203.0.113.1', '203.0.113.1'],
    ['bytes', JSON.stringify({ type: 'x', body: 'x'.repeat(50_000) }), '203.0.113.2', '203.0.113.2'],
    ['addresses of its network', `[${'{},'.repeat(200)}{}]`, '2001:db8:1:1::1', '2001:db8:1:1:2::2'],
  ])('pays for %s as for reports', async (_what, body, from, later) => {
    const stored = () => metric(server.url, 'reports_stored_total');
    for (let turn = 0; turn < 25; turn++) await send(body, from);
    const before = await stored();
    expect((await send('{"type":"after"}', later)).status).toBe(204);
    expect(await stored()).toBe(before);
    expect((await send('{"type":"after"}', '203.0.113.200')).status).toBe(204);
    expect(await stored()).toBe(before + 1);
  });

  test('whoever sends slowly is held up to its share, whose memory comes back, and keeps nobody from sending', async () => {
    // Without garbage to be collected: what is counted is held.
    const held = () => process.memoryUsage().arrayBuffers / 2 ** 20;
    const before = held();
    const body = 'x'.repeat(256 * 1024);
    const slow = Array.from({ length: 200 }, () => open(server.url));
    for (const { socket } of slow) {
      socket.write(post(body, 'X-Forwarded-For: 203.0.113.77\r\n').slice(0, -1), 'latin1');
    }
    const refused = () => slow.filter(({ statuses }) => statuses()[0] === '503').length;
    await until('all that has no room', () => refused() > 180);
    // The clients of this test are in the same process, and hold nothing of what they have sent.
    expect(held() - before).toBeLessThan(16);
    expect((await send('{"type":"meanwhile"}', '203.0.113.201')).status).toBe(204);
    expect(
      (await send(JSON.stringify({ type: 'x', body: 'x'.repeat(50_000) }), '203.0.113.202')).status,
    ).toBe(204);
    for (const { socket } of slow) socket.destroy();
    await until('the memory', () => held() - before < 4);
  });

  test('equal reports of one request are different ones; sent again they are the same', async () => {
    const body = (more: number) =>
      JSON.stringify(
        [600, 500, 400, 300, 200, 100].map((age) => ({
          age: age + more,
          type: 'network-error',
          url: 'https://live.example/',
          body: {},
        })),
      );
    const counts = async () => [
      await metric(server.url, 'reports_stored_total'),
      await metric(server.url, 'reports_duplicate_total'),
    ];
    const [stored = 0, duplicates = 0] = await counts();
    const sent = Date.now();
    await send(body(0), '203.0.113.50');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await send(body(Date.now() - sent), '203.0.113.50');
    expect(await counts()).toEqual([stored + 6, duplicates + 6]);
  });
});

describe('behind a proxy', () => {
  /** 50 users' equal reports, as a proxy on the same machine forwards them. */
  const users = (url: string) =>
    Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        fetch(`${url}/reports`, {
          method: 'POST',
          body: '[{"type":"csp-violation","age":5,"url":"https://a.example/","body":{"blockedURL":"inline"}}]',
          headers: { 'x-forwarded-for': `198.51.100.${n}` },
        }),
      ),
    );

  test.each([
    ['that was declared', ['--trust-proxy']],
    ['of which nothing was said', []],
  ])('%s, 50 users with equal reports are 50', async (_name, options) => {
    const server = await startServerProcess([
      ...['--data', join(folder.path, `proxy-${options.length}`), '--allow-anonymous'],
      ...options,
    ]);
    expect((await users(server.url)).map(({ status }) => status)).toEqual(Array(50).fill(204));
    expect(await metric(server.url, 'reports_stored_total')).toBe(50);
    expect(server.output().includes('proxy-undeclared')).toBe(options.length === 0);
    await server.stop('SIGTERM');
  });
});

describe.each(['SQLite', 'PostgreSQL'] as const)('fuzzing through the socket, %s', (kind) => {
  let cluster: Cluster | undefined;
  let server: RunningServer;
  beforeAll(async () => {
    cluster = kind === 'SQLite' ? undefined : await startCluster({ standbys: 0 });
    const store = cluster?.url ?? join(folder.path, 'fuzz.sqlite');
    server = await startServer({ store, port: 0, allowAnonymous: true });
  });
  afterAll(async () => {
    await server?.close();
    await cluster?.stop();
  });

  const long = fc
    .tuple(
      fc.constantFrom('a', 'a-', 'http://', '.', ' ', '\0', '\ud800', '\u20ac', '"', '\\', '\n', '__proto__'),
      fc.nat(70_000),
    )
    .map(([part, length]) => part.repeat(Math.ceil(length / part.length)));
  const text = fc.oneof(fc.string({ unit: 'binary' }), long, fc.webUrl(), fc.constantFrom('\0', 'a\0b', ''));
  const names = fc.constantFrom(
    'sample',
    'blockedURL',
    'sourceFile',
    'message',
    'stack',
    'id',
    'documentURL',
    'hash',
    '__proto__',
  );
  const report = fc.record(
    {
      type: fc.oneof(text, fc.constantFrom('csp-violation', 'network-error', 'background-service', 'crash')),
      url: text,
      user_agent: text,
      age: fc.oneof(fc.double(), text),
      body: fc.oneof(fc.dictionary(names, text, { maxKeys: 3 }), fc.jsonValue()),
    },
    { requiredKeys: ['body'] },
  );
  const path = fc.oneof(
    fc.constantFrom(
      '/reports',
      '/reports/',
      '/reports/%00',
      '/reports/a%00b',
      '/reports/%ed%a0%80',
      '/reports/..',
      '/reports/%',
    ),
    fc.string({ minLength: 1, maxLength: 200 }).map((name) => `/reports/${encodeURIComponent(name)}`),
    long.map((name) => `/reports/${encodeURIComponent(name.toWellFormed()).slice(0, 12_000)}`),
  );
  const header = fc
    .oneof(long, fc.string())
    .map((value) => value.replace(/[^\x20-\x7e]/g, '?').slice(0, 12_000));

  test('nothing stops it, and each report is stored, known or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        path,
        fc.array(report, { maxLength: 6 }),
        header,
        fc.nat(3),
        async (target, sent, agent, cut) => {
          const { socket, statuses, closed } = open(server.url);
          const bytes = Buffer.from(post(JSON.stringify(sent), `User-Agent: ${agent}\r\n`, target));
          for (let piece = 0; piece <= cut; piece++) {
            const at = (part: number) => Math.floor((bytes.length * part) / (cut + 1));
            socket.write(bytes.subarray(at(piece), at(piece + 1)));
            if (cut > 0) await new Promise((resolve) => setTimeout(resolve, 2));
          }
          await Promise.race([closed, until('an answer', () => statuses().length > 0)]);
          socket.destroy();
          // One that is refused in the middle of its head may be reset before its answer is read.
          if (bytes.indexOf('\r\n\r\n') > 16_000 && statuses().length === 0) return;
          expect(['204', '400', '404', '413', '414', '431']).toContain(statuses()[0]);
        },
      ),
      { numRuns: 200 },
    );
    const sum = async (...list: string[]) =>
      (await Promise.all(list.map((name) => metric(server.url, `reports_${name}_total`)))).reduce(
        (a, b) => a + b,
      );
    // Requests that are refused as a whole count among what is rejected, and hold no report that was received.
    const rejections = await (await fetch(`${server.url}/api/rejections`)).json();
    const { counts } = rejections as { counts: Record<string, number> };
    const reasons = ['not-json', 'not-an-object', 'empty', 'bad-type', 'too-long', 'too-deep', 'too-many'];
    const rejected = reasons.reduce((all, reason) => all + (counts[reason] ?? 0), 0);
    expect((await sum('stored', 'duplicate')) + rejected).toBe(await sum('received'));
    expect(await sum('unstored')).toBe(0);
  }, 120_000);
});
