import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
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
