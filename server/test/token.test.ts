import { get } from 'node:http';
import { join } from 'node:path';
import { createApp, type ServerOptions, startServer } from '@offstage/server';
import { expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { openTempStore } from './open-temp-store.ts';

const { store, folder } = await openTempStore();

const viewer = new Map([
  ['index.html', { bytes: new TextEncoder().encode('<!doctype html>'), type: 'text/html', etag: '"1"' }],
  ['assets/app.js', { bytes: new TextEncoder().encode('1'), type: 'text/javascript', etag: '"2"' }],
]);

test('guards everything but posting and health', async () => {
  const app = createApp({ store, token: 'secret', viewer });
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await app.request(path, { headers })).status;
  for (const path of ['/api/reports', '/api/openapi.json', '/metrics', '/viewer/', '/viewer/assets/app.js']) {
    expect([path, await status(path)]).toEqual([path, 401]);
    expect(await status(path, { authorization: 'Bearer wrong' })).toBe(401);
    expect(await status(path, { authorization: 'Bearer secret' })).toBe(200);
  }
  expect(await status('/healthz')).toBe(200);
  expect((await app.request('/api/reports', { method: 'DELETE' })).status).toBe(401);
  expect((await app.request('/reports', { method: 'POST', body: JSON.stringify(CSP_REPORT) })).status).toBe(
    204,
  );
});

test('reaches the viewer once by its address, then by a cookie', async () => {
  const app = createApp({ store, token: 'secret', viewer });
  const opened = await app.request('/viewer/?token=secret');
  expect(opened.status).toBe(303);
  const cookie = opened.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  expect((await app.request('/viewer/', { headers })).status).toBe(200);
  expect((await app.request('/api/reports', { headers })).status).toBe(200);
  expect((await app.request('/viewer/?token=wrong')).status).toBe(401);
});

test('is needed to listen to other machines', async () => {
  const options = { store: join(folder, 'other.sqlite'), port: 0, host: '0.0.0.0' };
  await expect(startServer(options)).rejects.toMatchObject({ code: 'TOKEN_NEEDED' });
  const open = await startServer({ ...options, token: 'x' });
  await open.close();
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
  const guarded = createApp({ store, token: 'secret', viewer });
  const allowed = (await guarded.request('/api/reports', preflight)).headers;
  expect(allowed.get('access-control-allow-origin')).toBe('*');
  expect(allowed.get('access-control-allow-headers')).toContain('authorization');
  expect(allowed.get('access-control-allow-methods')).toContain('DELETE');
  expect(allowed.get('access-control-allow-credentials')).toBeNull();
  const origin = { origin: 'https://app.example' };
  const open = createApp({ store, viewer });
  for (const [app, path] of [
    [guarded, '/viewer/'],
    [guarded, '/metrics'],
    [open, '/api/reports'],
  ] as const) {
    expect((await app.request(path, preflight)).headers.get('access-control-allow-origin')).toBeNull();
    const { headers } = await app.request(path, { headers: origin });
    expect([path, headers.get('access-control-allow-origin')]).toEqual([path, null]);
  }
  const asked = await guarded.request('/api/reports', {
    headers: { ...origin, authorization: 'Bearer secret' },
  });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
});

test('or a local name: without a token nobody gets in under another one', async () => {
  const status = (url: string, path: string, host: string) =>
    new Promise((resolve, reject) => {
      get(`${url}${path}`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
  const started = (name: string, more: Partial<ServerOptions>) =>
    startServer({ store: join(folder, `${name}.sqlite`), port: 0, ...more });
  const servers = await Promise.all([started('local', {}), started('anonymous', { allowAnonymous: true })]);
  const [local, anonymous] = servers;
  for (const host of ['localhost', 'localhost:4321', '127.0.0.1', '[::1]:80', 'reports.test'])
    expect([host, await status(local.url, '/api/facets', host)]).toEqual([host, 200]);
  for (const host of ['attacker.example', 'localhost.attacker.example', '127.0.0.1.attacker.example']) {
    expect([host, await status(local.url, '/api/facets', host)]).toEqual([host, 421]);
    expect(await status(local.url, '/healthz', host)).toBe(200);
    expect(await status(anonymous.url, '/api/facets', host)).toBe(200);
  }
  await Promise.all(servers.map((server) => server.close()));
});
