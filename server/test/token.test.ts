import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, startServer } from '@offstage/server';
import { expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { openTempStore } from './open-temp-store.ts';

const { store, folder } = await openTempStore();

const token = 'the-full-token-1234';
const readToken = 'the-read-token-1234';
const sendToken = 'the-send-token-1234';
const viewer = new Map([
  ['index.html', { bytes: new TextEncoder().encode('<!doctype html>'), type: 'text/html', etag: '"1"' }],
  ['assets/app.js', { bytes: new TextEncoder().encode('1'), type: 'text/javascript', etag: '"2"' }],
]);
const bearer = (given: string) => ({ authorization: `Bearer ${given}` });
const READS = ['/api/reports', '/api/facets', '/api/openapi.json', '/api/rejections', '/metrics'];
const PAGES = ['/viewer/', '/viewer/log', '/viewer/assets/app.js'];

test('createApp needs a token, or that one says otherwise', () => {
  expect(() => createApp({ store })).toThrow(expect.objectContaining({ code: 'TOKEN_NEEDED' }));
  expect(() => createApp({ store, token: undefined, allowAnonymous: false })).toThrow(/allowAnonymous: true/);
  expect(() => createApp({ store, sendToken })).toThrow(expect.objectContaining({ code: 'TOKEN_NEEDED' }));
  expect(() => createApp({ store, token: 'short' })).toThrow(
    expect.objectContaining({ code: 'TOKEN_SHORT' }),
  );
  expect(() => createApp({ store, token: '' })).toThrow(expect.objectContaining({ code: 'TOKEN_SHORT' }));
  for (const unfit of ['a token with spaces', 'ein-Schlüssel-mit-ü', 'a-line-break-behind-it\n'])
    expect(() => createApp({ store, token: unfit })).toThrow(
      expect.objectContaining({ code: 'TOKEN_UNREADABLE' }),
    );
  expect(() => createApp({ store, token, readToken: token })).toThrow(
    expect.objectContaining({ code: 'TOKEN_TWICE' }),
  );
  for (const options of [{ token }, { readToken }, { allowAnonymous: true }])
    createApp({ store, ...options });
});

test('guards everything but posting and health', async () => {
  const app = createApp({ store, token, readToken, sendToken, viewer });
  const status = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    (await app.request(path, { headers, method })).status;
  for (const path of [...READS, ...PAGES]) expect([path, await status(path)]).toEqual([path, 401]);
  for (const path of READS) {
    expect([path, await status(path, bearer('not-the-token-1234'))]).toEqual([path, 401]);
    expect([path, await status(path, bearer(token))]).toEqual([path, 200]);
    expect([path, await status(path, bearer(readToken))]).toEqual([path, 200]);
    // A viewer learns that it may offer no deletion.
    const allowed = async (given: string) =>
      (await app.request(path, { headers: bearer(given) })).headers.get('allow');
    if (path.startsWith('/api'))
      expect([await allowed(readToken), await allowed(token)]).toEqual(['GET', null]);
    expect([path, await status(path, bearer(sendToken))]).toEqual([path, 403]);
  }
  expect(await status('/api/reports?type=x')).toBe(401);
  expect(await status('/api/reports?type=x', {}, 'DELETE')).toBe(401);
  expect(await status('/api/reports?type=x', bearer(readToken), 'DELETE')).toBe(403);
  expect(await status('/api/reports?type=x', bearer(token), 'DELETE')).toBe(200);
  expect(await status('/healthz')).toBe(200);
  expect((await app.request('/reports', { method: 'POST', body: JSON.stringify(CSP_REPORT) })).status).toBe(
    204,
  );
});

test('reaches the viewer once by its address, then by a cookie that is no token and ends', async () => {
  const app = createApp({ store, token, readToken, viewer });
  const opened = await app.request(`/viewer/log?token=${token}&f=x`);
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/viewer/log?f=x']);
  const cookie = opened.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^offstage=full\.[^;]+; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2592000$/);
  expect(cookie).not.toContain(token);
  const headers = { cookie: `other=1; ${cookie.split(';')[0]}` };
  for (const path of [...PAGES, ...READS]) {
    expect([path, (await app.request(path, { headers })).status]).toEqual([path, 200]);
  }
  const forged = { cookie: (cookie.split(';')[0] ?? '').replace('full.', 'full.z') };
  expect((await app.request('/viewer/', { headers: forged })).status).toBe(401);
  expect((await app.request('/viewer/?token=not-the-token-1234')).status).toBe(401);
  const other = createApp({ store, token: 'another-token-12345', viewer });
  expect((await other.request('/viewer/', { headers })).status).toBe(401);
  const reader = await app.request(`/viewer/?token=${readToken}`);
  const read = { cookie: (reader.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  expect((await app.request('/api/reports', { headers: read })).status).toBe(200);
  expect((await app.request('/api/reports', { headers: read, method: 'DELETE' })).status).toBe(403);
});

test('the cookie’s name and members fit how the browser came', async () => {
  const cookie = async (address: string, headers: Record<string, string>, trustProxy: boolean) => {
    const app = createApp({ store, token, viewer, policy: { trustProxy } });
    return (await app.request(`${address}/viewer/?token=${token}`, { headers })).headers.get('set-cookie');
  };
  expect(await cookie('https://r.example', {}, false)).toMatch(/^__Host-offstage=.*; Path=\/; .*; Secure$/);
  const behind = { 'x-forwarded-proto': 'https' };
  expect(await cookie('http://r.example', behind, true)).toMatch(/^__Host-offstage=.*; Path=\/; .*; Secure$/);
  expect(await cookie('http://r.example', behind, false)).toMatch(/^offstage=(?!.*Secure)/);
  // Over https the name without a prefix, which a neighbour could have set, is nothing.
  const app = createApp({ store, token, viewer });
  const plain = ((await cookie('http://r.example', {}, false)) ?? '').split(';')[0] ?? '';
  expect((await app.request('http://r.example/api/facets', { headers: { cookie: plain } })).status).toBe(200);
  expect((await app.request('https://r.example/api/facets', { headers: { cookie: plain } })).status).toBe(
    401,
  );
});

test('guesses are slowed, for whoever guesses, and nobody with a cookie waits', async () => {
  const app = createApp({ store, token, viewer, policy: { trustProxy: true } });
  const login = await app.request(`/viewer/?token=${token}`);
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ask = async (client: string, headers: Record<string, string>, path = '/api/facets') =>
    (await app.request(path, { headers: { 'x-forwarded-for': client, ...headers } })).status;
  const answers: number[] = [];
  for (let guess = 0; guess < 30; guess++)
    answers.push(await ask('2001:db8::1', bearer(`guess-number-${guess}`)));
  expect(answers.filter((status) => status === 401)).toHaveLength(20);
  // Another address of the same network is the same client, and the right token says nothing more now.
  expect(await ask('2001:db8::2', bearer(token))).toBe(429);
  expect(await ask('2001:db8::2', {}, `/viewer/?token=${token}`)).toBe(429);
  expect(await ask('2001:db8::2', { cookie })).toBe(200);
  expect(await ask('192.0.2.1', bearer(token))).toBe(200);
});

test('a page of another origin changes nothing without sending the token itself', async () => {
  const app = createApp({ store, token, viewer });
  const login = await app.request(`/viewer/?token=${token}`);
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const open = createApp({ store, allowAnonymous: true });
  const remove = async (to: typeof app, headers: Record<string, string>) =>
    (await to.request('http://r.example/api/reports?type=x', { method: 'DELETE', headers })).status;
  for (const site of ['cross-site', 'same-site', 'nonsense']) {
    expect(await remove(app, { cookie, 'sec-fetch-site': site })).toBe(403);
    expect(await remove(open, { 'sec-fetch-site': site })).toBe(403);
    expect(await remove(app, { ...bearer(token), 'sec-fetch-site': site })).toBe(200);
  }
  expect(await remove(app, { cookie, origin: 'https://evil.example', host: 'r.example' })).toBe(403);
  expect(await remove(app, { cookie, origin: 'null', host: 'r.example' })).toBe(403);
  expect(await remove(app, { cookie, origin: 'https://r.example', host: 'r.example' })).toBe(200);
  expect(await remove(app, { cookie, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await remove(open, {})).toBe(200);
});

test('alone opens the API to pages of other origins, and only the API', async () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'authorization',
    },
  };
  const guarded = createApp({ store, token, viewer });
  const allowed = (await guarded.request('/api/reports', preflight)).headers;
  expect(allowed.get('access-control-allow-origin')).toBe('*');
  expect(allowed.get('access-control-allow-headers')).toContain('authorization');
  expect(allowed.get('access-control-allow-methods')).toContain('DELETE');
  expect(allowed.get('access-control-allow-credentials')).toBeNull();
  const origin = { origin: 'https://app.example' };
  const open = createApp({ store, viewer, allowAnonymous: true });
  for (const [app, path] of [
    [guarded, '/viewer/'],
    [guarded, '/metrics'],
    [open, '/api/reports'],
  ] as const) {
    expect((await app.request(path, preflight)).headers.get('access-control-allow-origin')).toBeNull();
    const { headers } = await app.request(path, { headers: origin });
    expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
  }
  const asked = await guarded.request('/api/reports', { headers: { ...origin, ...bearer(token) } });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
});

test('a server with a file makes a token, keeps it where only its user reads, and says where the viewer is', async () => {
  const file = join(folder, 'made.sqlite');
  const started = () => startServer({ store: file, port: 0 });
  const first = await started();
  expect(first.token).toMatch(/^[\w-]{32}$/);
  expect(statSync(`${file}-token`).mode & 0o777).toBe(0o600);
  expect((await fetch(`${first.url}/api/facets`)).status).toBe(401);
  const headers = bearer(first.token ?? '');
  expect((await fetch(`${first.url}/api/facets`, { headers })).status).toBe(200);
  await first.close();
  const second = await started();
  expect(second.token).toBe(first.token);
  await second.close();
  const given = await startServer({ store: file, port: 0, token });
  expect(given.token).toBe(token);
  expect(given.viewerUrl ?? '').not.toContain(token);
  await given.close();
});

test('on PostgreSQL, where servers have to agree, a missing token refuses the start', async () => {
  const opened = startServer({ store: 'postgres://127.0.0.1:1/nothing', port: 0 });
  await expect(opened).rejects.toMatchObject({ code: 'TOKEN_NEEDED', message: /OFFSTAGE_TOKEN/ });
});

test('a proxy in front opens nothing', async () => {
  const server = await startServer({ store: join(folder, 'proxied.sqlite'), port: 0, viewer: false });
  for (const headers of [{}, { 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-host': 'localhost' }]) {
    for (const path of READS) expect((await fetch(`${server.url}${path}`, { headers })).status).toBe(401);
    expect((await fetch(`${server.url}/api/reports`, { method: 'DELETE', headers })).status).toBe(401);
  }
  const health = await fetch(`${server.url}/healthz`);
  expect(await health.json()).toEqual({ ok: true, store: 'sqlite' });
  await server.close();
});

test('health says nothing of why, and asks the store twice a second at most', async () => {
  let asked = 0;
  const broken = {
    ...store,
    ping: () => {
      asked++;
      return Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:5432'));
    },
  };
  const app = createApp({ store: broken, token });
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.request('/healthz')));
  for (const answer of answers) {
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, store: 'sqlite' }]);
  }
  expect(asked).toBe(1);
});
