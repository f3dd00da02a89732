import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVapidKeys } from './open-vapid-keys.ts';
import { createPushSender } from './send-push.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-push-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A subscription as a browser makes it: a P-256 key of its own and 16 random bytes. */
async function subscribe(): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const point = await crypto.subtle.exportKey('raw', (pair as CryptoKeyPair).publicKey);
  const auth = crypto.getRandomValues(new Uint8Array(16));
  return {
    endpoint: 'https://push.example/send/abc?d=1',
    keys: {
      p256dh: Buffer.from(point).toString('base64url'),
      auth: Buffer.from(auth).toString('base64url'),
    },
  };
}

/** Sends one push, and returns what was posted where. */
async function posted(gateway?: string): Promise<{ url: string; headers: Headers; body: Uint8Array }> {
  const requests: Request[] = [];
  const { send } = createPushSender({
    keys: await openVapidKeys(join(folder, 'vapid.json')),
    gateway,
    // Nobody listens there, and no push fails because of it.
    ledger: { url: 'http://127.0.0.1:9/api/sends', onTrouble: () => undefined },
    fetch: async (input, init) => {
      requests.push(new Request(input, init));
      return new Response('taken', { status: 201 });
    },
  });
  expect(await send(await subscribe(), 'hello')).toEqual({ status: 201, text: 'taken' });
  const [request] = requests;
  if (!request) throw new Error('nothing was posted');
  return { url: request.url, headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) };
}

test('is posted to the endpoint, encrypted and signed', async () => {
  const { url, headers, body } = await posted();
  expect(url).toBe('https://push.example/send/abc?d=1');
  expect(headers.get('content-encoding')).toBe('aes128gcm');
  expect(headers.get('ttl')).toBe('60');
  const [, token = '', claims = ''] =
    /^vapid t=([\w-]+\.([\w-]+)\.[\w-]+), k=/.exec(headers.get('authorization') ?? '') ?? [];
  expect(token).not.toBe('');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: 'https://push.example',
  });
  expect(Buffer.from(body).includes('hello')).toBe(false);
});

test('a gateway takes the place of the endpoint’s origin and keeps its path', async () => {
  expect((await posted('http://127.0.0.1:9/')).url).toBe('http://127.0.0.1:9/send/abc?d=1');
});

test('the server’s keys outlive a restart, and a damaged file', async () => {
  const file = join(folder, 'vapid.json');
  const first = await openVapidKeys(file);
  expect(await openVapidKeys(file)).toEqual(first);
  await writeFile(file, '{"publicKey":"abc');
  const second = await openVapidKeys(file);
  expect(second.publicKey).not.toBe(first.publicKey);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(second);
});
