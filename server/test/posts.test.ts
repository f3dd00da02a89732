import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createApp, openStore, type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { openTempStore } from './open-temp-store.ts';

const { store, folder } = await openTempStore();
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ allowAnonymous: true, store: join(folder, 'server.sqlite'), port: 0 });
});
afterAll(() => server.close());
beforeEach(async () => {
  await store.remove({});
  await fetch(`${server.url}/api/reports`, { method: 'DELETE' });
});

const total = async () => (await store.facets({})).total;

interface Case {
  readonly name: string;
  readonly path?: string;
  readonly init: RequestInit;
  readonly status: number;
  readonly stored: number;
}

const big = JSON.stringify([{ ...CSP_REPORT, body: { x: 'x'.repeat(70_000) } }]);
const CASES: readonly Case[] = [
  { name: 'an array', init: { body: JSON.stringify([CSP_REPORT, CSP_REPORT]) }, status: 204, stored: 2 },
  { name: 'one object', init: { body: JSON.stringify(CSP_REPORT) }, status: 204, stored: 1 },
  { name: 'an empty array', init: { body: '[]' }, status: 204, stored: 0 },
  {
    name: 'a batch with bad ones',
    init: { body: JSON.stringify([1, CSP_REPORT, null]) },
    status: 204,
    stored: 1,
  },
  { name: 'only bad ones', init: { body: '[1, null]' }, status: 400, stored: 0 },
  { name: 'no JSON', init: { body: 'hello' }, status: 400, stored: 0 },
  { name: 'an empty body', init: { body: '' }, status: 400, stored: 0 },
  {
    name: 'a form',
    init: { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    status: 415,
    stored: 0,
  },
  {
    name: 'JSON under a wrong label',
    init: { body: JSON.stringify(CSP_REPORT), headers: { 'content-type': 'image/png' } },
    status: 204,
    stored: 1,
  },
  {
    name: 'gzip',
    init: { body: gzipSync(JSON.stringify(CSP_REPORT)), headers: { 'content-encoding': 'gzip' } },
    status: 204,
    stored: 1,
  },
  {
    name: 'a decompression bomb',
    init: { body: gzipSync(Buffer.alloc(50_000_000, 32)), headers: { 'content-encoding': 'gzip' } },
    status: 413,
    stored: 0,
  },
  {
    name: 'broken gzip',
    init: { body: 'nope', headers: { 'content-encoding': 'gzip' } },
    status: 400,
    stored: 0,
  },
  {
    name: 'an unknown encoding',
    init: { body: 'x', headers: { 'content-encoding': 'br' } },
    status: 415,
    stored: 0,
  },
  { name: 'a large body', init: { body: 'x'.repeat(600_000) }, status: 413, stored: 0 },
  { name: 'a large report', init: { body: big }, status: 413, stored: 0 },
  {
    name: 'a trailing slash',
    path: '/reports/',
    init: { body: JSON.stringify(CSP_REPORT) },
    status: 204,
    stored: 1,
  },
  {
    name: 'a query',
    path: '/reports?x=1',
    init: { body: JSON.stringify(CSP_REPORT) },
    status: 204,
    stored: 1,
  },
  {
    name: 'an endpoint with a slash at its end',
    path: '/reports/csp/',
    init: { body: JSON.stringify(CSP_REPORT) },
    status: 204,
    stored: 1,
  },
  {
    name: 'a named endpoint',
    path: '/reports/csp',
    init: { body: JSON.stringify(CSP_REPORT) },
    status: 204,
    stored: 1,
  },
  { name: 'PUT', init: { method: 'PUT', body: JSON.stringify(CSP_REPORT) }, status: 405, stored: 0 },
  { name: 'GET', init: { method: 'GET' }, status: 405, stored: 0 },
  { name: 'OPTIONS', init: { method: 'OPTIONS' }, status: 204, stored: 0 },
];

/** The app alone, and the Node server with its shorter way, have to answer alike. */
describe.each(['app', 'server'] as const)('posts to the %s', (kind) => {
  const send = (path: string, init: RequestInit) =>
    kind === 'app'
      ? createApp({ store, allowAnonymous: true }).request(path, init)
      : fetch(`${server.url}${path}`, init);
  const count = async () =>
    kind === 'app'
      ? total()
      : ((await (await fetch(`${server.url}/api/facets`)).json()) as { total: number }).total;

  // Beside a host's own routes the app leaves to them what is no post.
  const cases = CASES.filter(({ status }) => kind === 'server' || status !== 405);
  test.each(cases)('$name: $status', async ({ path = '/reports', init, status, stored }) => {
    const response = await send(path, { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type, authorization');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.redirected).toBe(false);
    if (status === 204) expect(await response.text()).toBe('');
    if (status === 405) expect(response.headers.get('allow')).toContain('POST');
    expect(await count()).toBe(stored);
  });
});

test('a body without a declared length is read up to the limit', async () => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${server.url}/reports`, { method: 'POST' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.write(JSON.stringify([CSP_REPORT]).slice(0, 10));
    setTimeout(() => sent.end(JSON.stringify([CSP_REPORT]).slice(10)), 20);
  });
  expect(answer).toBe(204);
});

test('a retry, later and with a larger age, is stored once', async () => {
  const app = createApp({ store, allowAnonymous: true });
  const send = (age: number) =>
    app.request('/reports', { method: 'POST', body: JSON.stringify([{ ...CSP_REPORT, age }]) });
  await send(5);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect((await send(1_205)).status).toBe(204);
  expect(await total()).toBe(1);
  await send(205);
  expect(await total()).toBe(2);
});

test('without its store it says so: 503, and still its metrics', async () => {
  const gone = await openStore(join(folder, 'gone.sqlite'));
  await gone.close();
  const app = createApp({ store: gone, allowAnonymous: true });
  const post = await app.request('/reports', { method: 'POST', body: JSON.stringify(CSP_REPORT) });
  expect([post.status, post.headers.get('retry-after')]).toEqual([503, '30']);
  for (const path of ['/api/reports', '/api/facets', '/api/groups', '/healthz']) {
    expect([path, (await app.request(path)).status]).toEqual([path, 503]);
  }
  const metrics = await app.request('/metrics');
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toContain('offstage_reports_unstored_total 1');
});

test('an uploaded background-service entry that comes twice is stored once, whatever its age', async () => {
  const app = createApp({ store, allowAnonymous: true });
  for (const age of [10, 4_010]) {
    const body = { id: 'entry 1', service: 'pushMessaging', event: 'Push event dispatched' };
    const entry = { ...CSP_REPORT, type: 'background-service', age, body };
    expect((await app.request('/reports', { method: 'POST', body: JSON.stringify([entry]) })).status).toBe(
      204,
    );
  }
  expect(await total()).toBe(1);
});
