import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { DEFAULT_INGEST_LIMITS } from './limits.ts';
import { readBody } from './read-body.ts';

/** A request as Node hands it on; `pieces` counts what is looked at. */
async function read(chunks: Iterable<Uint8Array | string>, headers: Record<string, string> = {}) {
  const incoming = new Readable({ read() {} });
  let pieces = 0;
  const arriving = {
    take: () => {
      pieces++;
      return true;
    },
    give: () => {},
  };
  const ingest = { limits: DEFAULT_INGEST_LIMITS, room: { arriving } } as unknown as Parameters<
    typeof readBody
  >[1];
  const app = new Hono();
  let body: Awaited<ReturnType<typeof readBody>> | undefined;
  app.post('/', async (c) => {
    body = await readBody(c, ingest, '');
    return c.body(null, 204);
  });
  for (const chunk of chunks) incoming.push(chunk);
  incoming.push(null);
  await app.request('/', { method: 'POST', headers }, { incoming });
  return { body, pieces, incoming };
}

const ROOM = { arriving: { take: () => true, give: () => {} } };

/** What becomes of bytes behind the head of a chunked request, through Node's own parser, and how many it has read. */
async function readChunked(bytes: string | Uint8Array, headers: Record<string, string> = {}) {
  const ingest = { limits: DEFAULT_INGEST_LIMITS, room: ROOM } as unknown as Parameters<typeof readBody>[1];
  const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
  let found = (_: { readonly body: Awaited<ReturnType<typeof readBody>>; readonly read: number }): void => {};
  const result = new Promise<Parameters<typeof found>[0]>((resolve) => {
    found = resolve;
  });
  app.post('/', async (c) => {
    const { socket } = c.env.incoming;
    found({ body: await readBody(c, ingest, ''), read: socket.bytesRead });
    return c.body(null, 204);
  });
  const server = createServer((incoming, response) => {
    const answer = Promise.resolve(app.request('/', { method: 'POST', headers }, { incoming }));
    void answer.then(({ status }) => response.writeHead(status).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  socket.write(bytes);
  return {
    ...(await result),
    closed,
    async end() {
      socket.destroy();
      server.close();
      await closed;
    },
  };
}

describe('a body in chunks', () => {
  const LAST = '0\r\n\r\n';
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

  test('of a byte ends its connection before a third read, each of which keeps others waiting', async () => {
    const { body, read, closed, end } = await readChunked(chunk(' ').repeat(400_000) + LAST);
    expect(body).toMatchObject({ status: 400 });
    expect(read).toBeLessThan(150_000);
    await closed;
    await end();
  });

  test('of four bytes, of some, of one, is taken; what follows it is not its own', async () => {
    for (const size of [4, 16, 30_000]) {
      const text = 'x'.repeat(30_000);
      const chunks = text.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
      const next = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n${' '.repeat(400_000)}`;
      const { body, end } = await readChunked(chunks.map(chunk).join('') + LAST + next);
      expect(body, `${size}`).toBe(text);
      await end();
    }
  });

  test('that cannot be packed any smaller is measured as it comes', async () => {
    const text = randomBytes(180_000).toString('base64');
    const packed = gzipSync(text);
    const bytes = Buffer.concat([
      Buffer.from(`${packed.length.toString(16)}\r\n`),
      packed,
      Buffer.from(`\r\n${LAST}`),
    ]);
    const { body, end } = await readChunked(bytes, { 'content-encoding': 'gzip' });
    expect(body).toBe(text);
    await end();
  });
});

describe('readBody', () => {
  test('what has come in chunks of a byte is looked at once, and not ten thousand times', async () => {
    const text = `["${'a'.repeat(10_000)}"]`;
    const { body, pieces } = await read(text);
    expect(body).toBe(text);
    expect(pieces).toBeLessThan(10);
  });

  test('characters may be cut anywhere', async () => {
    const bytes = Buffer.from('["\u20ac\u{1f600}"]');
    expect((await read([...bytes].map((byte) => Buffer.from([byte])))).body).toBe('["\u20ac\u{1f600}"]');
  });

  test('unpacks, and stops at the limit without ending the connection, which has the answer to carry', async () => {
    expect((await read([gzipSync('[1]')], { 'content-encoding': 'gzip' })).body).toBe('[1]');
    const { body, incoming } = await read(Array<string>(40).fill('x'.repeat(20_000)));
    expect(body).toMatchObject({ status: 413 });
    expect(incoming.destroyed).toBe(false);
  });

  test('nothing is an empty text', async () => {
    expect((await read([])).body).toBe('');
  });
});

describe('a packed body', () => {
  const text = '[{"type":"x"}]';
  test.each([
    ['GZIP', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['gzip, identity', gzipSync(text)],
    ['identity,gzip', gzipSync(text)],
    ['', Buffer.from(text)],
    ['identity', Buffer.from(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['gzip', Buffer.concat([gzipSync('[{"type"'), gzipSync(':"x"}]')])],
    ['gzip', Buffer.concat([gzipSync(text), Buffer.alloc(20)])],
  ])('is understood as %j', async (encoding, bytes) => {
    const pieces = [...bytes].map((byte) => Buffer.from([byte]));
    for (const chunks of [[bytes], pieces]) {
      expect((await read(chunks, { 'content-encoding': encoding })).body).toBe(text);
    }
  });

  test.each([
    ['br', 415],
    ['gzip, gzip', 415],
    ['__proto__', 415],
    ['gzip', 400],
    ['deflate', 400],
  ])('that is none is refused: %s, %i', async (encoding, status) => {
    expect((await read(['nothing packed'], { 'content-encoding': encoding })).body).toMatchObject({ status });
  });

  test('stops at the limit, and many of a client are unpacked one after the other', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        read([number % 2 === 0 ? bomb : gzipSync(text)], { 'content-encoding': 'gzip' }),
      ),
    );
    expect(all.filter(({ body }) => body === text).length).toBe(10);
    expect(all.filter(({ body }) => typeof body === 'object' && body.status === 413).length).toBe(10);
  });
});
