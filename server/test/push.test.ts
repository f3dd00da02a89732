import { createECDH, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type AppOptions, createApp } from '../src/create-app.ts';
import { parseOptions } from '../src/parse-options.ts';
import { openTempStore } from './open-temp-store.ts';

const TOKENS = {
  token: 'the-full-token-of-it',
  readToken: 'the-read-token-of-it',
  sendToken: 'the-send-token-of-it',
};
const pair = createECDH('prime256v1');
pair.generateKeys();
const privateKey = pair.getPrivateKey('base64url');
const publicKey = pair.getPublicKey('base64url');
const PUSH = { privateKey, subject: 'mailto:ops@example.com' };

const { store } = await openTempStore();

const app = (options: Partial<AppOptions> = {}) => createApp({ store, ...TOKENS, push: PUSH, ...options });
type App = ReturnType<typeof app>;

/** A subscription as a browser makes one; nobody reads what is sent to it. */
function subscription(endpoint: string) {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const keys = {
    p256dh: browser.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  return { endpoint, keys };
}

const post = async (on: App, body: unknown, token: string = TOKENS.token, headers: object = {}) => {
  const response = await on.request('/api/push', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, ...(await response.json()) } as {
    readonly status: number;
    readonly code: string;
    readonly message: string;
  };
};

test('without keys nothing is sent, and nothing says how it could be', async () => {
  const off = app({ push: undefined });
  const asked = await off.request('/api/push', { headers: { authorization: `Bearer ${TOKENS.token}` } });
  expect(asked.status).toBe(404);
  expect(await post(off, { subscription: subscription('https://push.example/x') })).toMatchObject({
    status: 404,
    code: 'NO_PUSH_KEY',
  });
});

test('the public key is for who reads, sending for the full and the send token; the private key is for nobody', async () => {
  const on = app();
  const get = (token: string) => on.request('/api/push', { headers: { authorization: `Bearer ${token}` } });
  const read = await get(TOKENS.readToken);
  expect([read.status, await read.json()]).toEqual([200, { publicKey }]);
  expect((await get(TOKENS.sendToken)).status).toBe(403);
  expect((await on.request('/api/push')).status).toBe(401);
  const bad = { subscription: subscription('https://10.0.0.1/x') };
  const answers = [
    await post(on, bad, TOKENS.readToken),
    await post(on, bad, 'somebody-elses-token'),
    await post(on, bad, TOKENS.sendToken),
    await post(on, bad),
  ];
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [403, 'TOKEN_TOO_WEAK'],
    [401, 'TOKEN_NEEDED'],
    [400, 'BAD_PUSH'],
    [400, 'BAD_PUSH'],
  ]);
  const said = JSON.stringify(answers) + (await (await on.request('/api/openapi.json')).text());
  expect(said).not.toContain(privateKey);
});

test('a page of another origin cannot have a session send', async () => {
  const on = app();
  const answer = await on.request('/api/push', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    body: '{}',
  });
  expect(answer.status).toBe(403);
});

test.each([
  ['http', 'http://push.example/x'],
  ['this machine by its name', 'https://localhost/x'],
  ['this machine', 'https://127.0.0.1/x'],
  ['written otherwise', 'https://2130706433/x'],
  ['written otherwise', 'https://0x7f.1/x'],
  ['IPv6', 'https://[::1]/x'],
  ['IPv4 in IPv6', 'https://[::ffff:169.254.169.254]/x'],
  ['a private network', 'https://192.168.0.1/x'],
  ['another port', 'https://push.example:8443/x'],
  ['a user', 'https://user:word@push.example/x'],
  ['no address', 'push.example'],
])('nothing is sent to %s: %s', async (_, endpoint) => {
  const on = app();
  expect(await post(on, { subscription: subscription(endpoint), payload: 'x' })).toMatchObject({
    status: 400,
    code: 'BAD_PUSH',
  });
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['no subscription', {}],
  ['no keys', { subscription: { endpoint: 'https://push.example/' } }],
  [
    'keys that are none',
    { subscription: { endpoint: 'https://push.example/', keys: { p256dh: 'x', auth: 'y' } } },
  ],
  ['a long address', { subscription: subscription(`https://push.example/${'x'.repeat(3_000)}`) }],
  ['a long message', { subscription: subscription('https://push.example/'), payload: 'é'.repeat(2_000) }],
  ['more than it may be', `{"payload":"${'x'.repeat(100_000)}"}`],
])('%s is refused', async (_, body) => {
  expect(await post(app(), body)).toMatchObject({ status: 400, code: 'BAD_PUSH' });
});

test('what is sent is bounded, and counted', async () => {
  const on = app();
  const body = { subscription: subscription('https://localhost/x') };
  const codes: string[] = [];
  for (let nth = 0; nth < 12; nth++) codes.push((await post(on, body)).code);
  expect(codes).toEqual([...Array(10).fill('BAD_PUSH'), 'PUSHED_TOO_OFTEN', 'PUSHED_TOO_OFTEN']);
  const metrics = await on.request('/metrics', { headers: { authorization: `Bearer ${TOKENS.token}` } });
  const text = await metrics.text();
  expect(text).toContain('offstage_pushes_total{result="refused"} 10');
  expect(text).toContain('offstage_pushes_total{result="limited"} 2');
});

test('keys that are none are told of at the start, and so is a server that is open to everybody', () => {
  const code = (options: Partial<AppOptions>): string => {
    try {
      app(options);
    } catch (error) {
      return (error as { code: string }).code;
    }
    return '';
  };
  expect(code({})).toBe('');
  expect(code({ push: { ...PUSH, privateKey: publicKey } })).toBe('PUSH_KEY');
  expect(code({ push: { ...PUSH, privateKey: 'A'.repeat(43) } })).toBe('PUSH_KEY');
  expect(code({ push: { ...PUSH, subject: 'me' } })).toBe('PUSH_KEY');
  const nobody = { token: undefined, readToken: undefined, sendToken: undefined, allowAnonymous: true };
  expect(code(nobody)).toBe('PUSH_TOKEN');
});

test('the command line: the private key comes from the environment alone', () => {
  const subject = ['--push-subject', 'mailto:ops@example.com'];
  const environment = { OFFSTAGE_PUSH_KEY: privateKey };
  expect(parseOptions(subject, environment)).toMatchObject({ push: PUSH });
  expect(parseOptions([], {})).toMatchObject({ push: undefined });
  expect(() => parseOptions(subject, {})).toThrow('belong together');
  expect(() => parseOptions(['--push-gateway', 'https://a.example'], {})).toThrow('--push-subject');
  expect(() => parseOptions([...subject, '--push-gateway', 'http://a.example'], environment)).toThrow(
    'https://proxy.example',
  );
});
