import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type AppType,
  createApp,
  openStore,
  type RunningServer,
  type Store,
  startServer,
} from '@offstage/server';
import { hc } from 'hono/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
let store: Store;
let server: RunningServer;

beforeAll(async () => {
  store = await openStore(join(folder.path, 'app.sqlite'));
  server = await startServer({ store: join(folder.path, 'server.sqlite'), port: 0 });
});
afterAll(async () => {
  await store.close();
  await server.close();
  await folder.remove();
});
beforeEach(async () => {
  await store.remove({});
  await fetch(`${server.url}/api/reports`, { method: 'DELETE' });
});

const REPORT = { age: 5, type: 'csp-violation', url: 'https://a.example/x', body: { blockedURL: 'inline' } };
const total = async () => (await store.facets({})).total;

interface Case {
  readonly name: string;
  readonly path?: string;
  readonly init: RequestInit;
  readonly status: number;
  readonly stored: number;
}

const big = JSON.stringify([{ ...REPORT, body: { x: 'x'.repeat(70_000) } }]);
const CASES: readonly Case[] = [
  { name: 'an array', init: { body: JSON.stringify([REPORT, REPORT]) }, status: 204, stored: 1 },
  { name: 'one object', init: { body: JSON.stringify(REPORT) }, status: 204, stored: 1 },
  { name: 'an empty array', init: { body: '[]' }, status: 204, stored: 0 },
  {
    name: 'a batch with bad ones',
    init: { body: JSON.stringify([1, REPORT, null]) },
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
    init: { body: JSON.stringify(REPORT), headers: { 'content-type': 'image/png' } },
    status: 204,
    stored: 1,
  },
  {
    name: 'gzip',
    init: { body: gzipSync(JSON.stringify(REPORT)), headers: { 'content-encoding': 'gzip' } },
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
  { name: 'a large body', init: { body: 'x'.repeat(300_000) }, status: 413, stored: 0 },
  { name: 'a large report', init: { body: big }, status: 413, stored: 0 },
  {
    name: 'a trailing slash',
    path: '/reports/',
    init: { body: JSON.stringify(REPORT) },
    status: 204,
    stored: 1,
  },
  { name: 'a query', path: '/reports?x=1', init: { body: JSON.stringify(REPORT) }, status: 204, stored: 1 },
  {
    name: 'a named endpoint',
    path: '/reports/csp',
    init: { body: JSON.stringify(REPORT) },
    status: 204,
    stored: 1,
  },
  { name: 'PUT', init: { method: 'PUT', body: JSON.stringify(REPORT) }, status: 405, stored: 0 },
  { name: 'GET', init: { method: 'GET' }, status: 405, stored: 0 },
  { name: 'OPTIONS', init: { method: 'OPTIONS' }, status: 204, stored: 0 },
];

/** The app alone, and the Node server with its shorter way, have to answer alike. */
describe.each(['app', 'server'] as const)('posts to the %s', (kind) => {
  const send = (path: string, init: RequestInit) =>
    kind === 'app' ? createApp({ store }).request(path, init) : fetch(`${server.url}${path}`, init);
  const count = async () =>
    kind === 'app'
      ? total()
      : ((await (await fetch(`${server.url}/api/facets`)).json()) as { total: number }).total;

  test.each(CASES)('$name: $status', async ({ path = '/reports', init, status, stored }) => {
    const response = await send(path, { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
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
    sent.write(JSON.stringify([REPORT]).slice(0, 10));
    setTimeout(() => sent.end(JSON.stringify([REPORT]).slice(10)), 20);
  });
  expect(answer).toBe(204);
});

test('a retry, later and with a larger age, is stored once', async () => {
  const app = createApp({ store });
  const send = (age: number) =>
    app.request('/reports', { method: 'POST', body: JSON.stringify([{ ...REPORT, age }]) });
  await send(5);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect((await send(1_205)).status).toBe(204);
  expect(await total()).toBe(1);
  await send(205);
  expect(await total()).toBe(2);
});

describe('the operator’s policy', () => {
  const post = (app: ReturnType<typeof createApp>, path: string, report: object = REPORT) =>
    app.request(path, { method: 'POST', body: JSON.stringify(report) });

  test('allowed origins, by the body’s URL', async () => {
    const app = createApp({ store, policy: { allowOrigins: ['https://a.example'] } });
    expect((await post(app, '/reports')).status).toBe(204);
    expect((await post(app, '/reports', { ...REPORT, url: 'https://b.example/' })).status).toBe(204);
    expect(await total()).toBe(1);
    expect(await (await app.request('/metrics')).text()).toContain(
      'dropped_total{reason="origin-not-allowed"} 1',
    );
  });

  test('stripped queries', async () => {
    const app = createApp({ store, policy: { stripQueries: true } });
    await post(app, '/reports', {
      ...REPORT,
      url: 'https://a.example/x?secret=1',
      body: { u: 'https://b.example/?s' },
    });
    const [report] = await store.list({ filter: {}, limit: 1 });
    expect(report).toMatchObject({ url: 'https://a.example/x', body: { u: 'https://b.example/' } });
  });

  test('endpoint secrets and retired endpoints', async () => {
    const app = createApp({ store, policy: { endpoints: { csp: 'k7-secret' }, retired: ['old'] } });
    expect((await post(app, '/reports')).status).toBe(404);
    expect((await post(app, '/reports/csp')).status).toBe(404);
    expect((await post(app, '/reports/old')).status).toBe(410);
    expect((await post(app, '/reports/k7-secret')).status).toBe(204);
    expect((await store.list({ filter: {}, limit: 1 }))[0]?.endpoint).toBe('csp');
  });

  test('rates: what is too much is acknowledged and not stored', async () => {
    const rate = { perSecond: 0.001, burst: 3 };
    const byOrigin = createApp({ store, policy: { originRate: rate } });
    const many = Array.from({ length: 5 }, (_, n) => ({ ...REPORT, url: `https://a.example/${n}` }));
    expect((await byOrigin.request('/reports', { method: 'POST', body: JSON.stringify(many) })).status).toBe(
      204,
    );
    expect(await total()).toBe(3);
    const byClient = createApp({ store, policy: { clientRate: rate, trustProxy: true } });
    const from = (address: string) =>
      byClient.request('/reports', {
        method: 'POST',
        body: JSON.stringify(many),
        headers: { 'x-forwarded-for': `6.6.6.6, ${address}` },
      });
    for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2'])
      expect((await from(address)).status).toBe(204);
    expect(await total()).toBe(3 + 3 + 3);
  });

  test('sampling: what is kept counts for more', async () => {
    const app = createApp({ store, policy: { sample: 0.5 } });
    const many = Array.from({ length: 1_000 }, (_, n) => ({ ...REPORT, url: `https://a.example/${n}` }));
    await app.request('/reports', { method: 'POST', body: JSON.stringify(many) });
    const [group] = await store.groups({ filter: {}, limit: 1, offset: 0, sort: 'count' });
    expect(group?.count).toBeGreaterThan(400);
    expect(group?.count).toBeLessThan(600);
    expect(group?.weight).toBe((group?.count ?? 0) * 2);
  });
});

test('the typed client fits the app', async () => {
  const app = createApp({ store });
  await app.request('/reports', {
    method: 'POST',
    body: JSON.stringify([REPORT, { ...REPORT, type: 'coep' }]),
  });
  const client = hc<AppType>('http://offstage.test', { fetch: app.request });
  const page = await (
    await client.api.reports.$get({ query: { type: ['csp-violation', 'coep'], limit: '1' } })
  ).json();
  expect(page.reports.map(({ type }) => type)).toEqual(['coep']);
  const next = await (await client.api.reports.$get({ query: { cursor: page.next ?? '' } })).json();
  expect(next.reports.map(({ type }) => type)).toEqual(['csp-violation']);
  const facets = await (await client.api.facets.$get({ query: { noise: 'hide' } })).json();
  expect(facets.type.map(({ value }) => value)).toEqual(['coep', 'csp-violation']);
  const { groups } = await (await client.api.groups.$get({ query: { sort: 'count' } })).json();
  const [group] = groups;
  const report = await (
    await client.api.reports[':id'].$get({ param: { id: String(group?.sample) }, query: {} })
  ).json();
  expect(report.group).toBe(group?.group);
  const removed = await (await client.api.reports.$delete({ query: { type: 'coep' } })).json();
  expect(removed).toEqual({ removed: 1 });
});

describe('the API', () => {
  const post = (reports: readonly object[], path = '/reports') =>
    createApp({ store }).request(path, { method: 'POST', body: JSON.stringify(reports) });
  const get = async (path: string) =>
    (await createApp({ store }).request(path)).json() as Promise<Record<string, unknown>>;

  test('pages, gets one, exports and deletes', async () => {
    await post(Array.from({ length: 25 }, (_, n) => ({ ...REPORT, url: `https://a.example/${n}` })));
    const urls: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await get(`/api/reports?limit=10${cursor && `&cursor=${cursor}`}`)) as {
        reports: { url: string }[];
        next: string | null;
      };
      urls.push(...page.reports.map(({ url }) => url));
      cursor = page.next;
    }
    expect(urls).toEqual(Array.from({ length: 25 }, (_, n) => `https://a.example/${24 - n}`));
    const exported = await (await createApp({ store }).request('/api/export?text=/1')).text();
    const lines = exported.trim().split('\n');
    expect(lines).toHaveLength(11);
    const first = JSON.parse(lines[0] ?? '') as { id: number };
    expect(await get(`/api/reports/${first.id}`)).toEqual(first);
    expect((await createApp({ store }).request('/api/reports/999999')).status).toBe(404);
    const app = createApp({ store });
    expect((await app.request('/api/reports?tpye=x', { method: 'DELETE' })).status).toBe(400);
    expect(await total()).toBe(25);
    expect(await (await app.request('/api/reports?text=/1', { method: 'DELETE' })).json()).toEqual({
      removed: 11,
    });
    expect(await total()).toBe(14);
  });

  test('says what was rejected', async () => {
    const app = createApp({ store });
    await app.request('/reports/x', { method: 'POST', body: '<script>alert(1)</script>' });
    const { counts, samples } = (await (await app.request('/api/rejections')).json()) as {
      counts: object;
      samples: object[];
    };
    expect(counts).toEqual({ 'not-json': 1 });
    expect(samples).toMatchObject([
      { reason: 'not-json', endpoint: 'x', sample: '<script>alert(1)</script>' },
    ]);
  });

  test('describes itself: every path of the document answers', async () => {
    const app = createApp({ store });
    const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const [path, methods] of Object.entries(paths)) {
      if (methods.get === undefined || path === '/api/stream') continue;
      const response = await app.request(path.replace('{id}', '1'));
      expect([path, response.status === 200 || path.includes('{id}')]).toEqual([path, true]);
    }
    expect((await app.request('/api/nothing')).status).toBe(404);
    expect(await (await app.request('/healthz')).json()).toMatchObject({ ok: true, store: 'sqlite' });
  });

  test('streams what arrives, and resumes from the last id', async () => {
    const read = async (headers: Record<string, string>, wanted: number, during?: () => Promise<unknown>) => {
      const stop = new AbortController();
      const response = await fetch(`${server.url}/api/stream?type=csp-violation`, {
        headers,
        signal: stop.signal,
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const reader = response.body?.getReader();
      let text = '';
      let posted = during === undefined;
      const events = () => text.split('\n\n').filter((event) => /^event: report$/m.test(event));
      while (events().length < wanted) {
        const chunk = await reader?.read();
        text += new TextDecoder().decode(chunk?.value);
        if (!posted && text.includes('event: ready')) {
          posted = true;
          await during?.();
        }
      }
      stop.abort();
      return events().map((event) => ({
        id: /^id: (\d+)$/m.exec(event)?.[1] ?? '',
        url: (JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '{}') as { url: string }).url,
      }));
    };
    const send = (name: string, type = 'csp-violation') =>
      fetch(`${server.url}/reports`, {
        method: 'POST',
        body: JSON.stringify([{ ...REPORT, type, url: `https://a.example/${name}` }]),
      });
    const first = await read({}, 2, async () => {
      await send('one');
      await send('other', 'deprecation');
      await send('two');
    });
    expect(first.map(({ url }) => url)).toEqual(['https://a.example/one', 'https://a.example/two']);
    await send('three');
    const resumed = await read({ 'last-event-id': first[0]?.id ?? '' }, 2);
    expect(resumed.map(({ url }) => url)).toEqual(['https://a.example/two', 'https://a.example/three']);
  });
});

describe('the token', () => {
  const viewer = new Map([
    ['index.html', { bytes: new TextEncoder().encode('<!doctype html>'), type: 'text/html', etag: '"1"' }],
    ['assets/app.js', { bytes: new TextEncoder().encode('1'), type: 'text/javascript', etag: '"2"' }],
  ]);

  test('guards everything but posting and health', async () => {
    const app = createApp({ store, token: 'secret', viewer });
    const status = async (path: string, headers: Record<string, string> = {}) =>
      (await app.request(path, { headers })).status;
    for (const path of [
      '/api/reports',
      '/api/openapi.json',
      '/metrics',
      '/viewer/',
      '/viewer/assets/app.js',
    ]) {
      expect([path, await status(path)]).toEqual([path, 401]);
      expect(await status(path, { authorization: 'Bearer wrong' })).toBe(401);
      expect(await status(path, { authorization: 'Bearer secret' })).toBe(200);
    }
    expect(await status('/healthz')).toBe(200);
    expect((await app.request('/api/reports', { method: 'DELETE' })).status).toBe(401);
    expect((await app.request('/reports', { method: 'POST', body: JSON.stringify(REPORT) })).status).toBe(
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
    const options = { store: join(folder.path, 'other.sqlite'), port: 0, host: '0.0.0.0' };
    await expect(startServer(options)).rejects.toMatchObject({ code: 'TOKEN_NEEDED' });
    const open = await startServer({ ...options, token: 'x' });
    await open.close();
  });
});

test('the viewer is served under a policy that lets nothing run but its own files', async () => {
  const files = new Map([
    ['index.html', { bytes: new TextEncoder().encode('<!doctype html>'), type: 'text/html', etag: '"1"' }],
  ]);
  const app = createApp({ store, viewer: files });
  for (const path of ['/viewer/', '/viewer/reports/deep/link']) {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await app.request('/viewer')).headers.get('location')).toBe('/viewer/');
  expect((await app.request('/viewer/assets/missing.js')).status).toBe(404);
  expect((await app.request('/viewer/', { headers: { 'if-none-match': '"1"' } })).status).toBe(304);
  expect(await (await app.request('/viewer/..%2f..%2fetc/passwd')).text()).toBe('<!doctype html>');
  await expect(
    startServer({ store: join(folder.path, 'v.sqlite'), viewer: folder.path }),
  ).rejects.toMatchObject({
    code: 'VIEWER_NOT_BUILT',
  });
});

test('without its store it says so: 503, and still its metrics', async () => {
  const gone = await openStore(join(folder.path, 'gone.sqlite'));
  await gone.close();
  const app = createApp({ store: gone });
  const post = await app.request('/reports', { method: 'POST', body: JSON.stringify(REPORT) });
  expect([post.status, post.headers.get('retry-after')]).toEqual([503, '30']);
  for (const path of ['/api/reports', '/api/facets', '/api/groups', '/healthz']) {
    expect([path, (await app.request(path)).status]).toEqual([path, 503]);
  }
  const metrics = await app.request('/metrics');
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toContain('offstage_reports_unstored_total 1');
});

test('a port in use says which to take instead', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startServer({ store: join(folder.path, 'p.sqlite'), port })).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: expect.stringContaining(`--port ${port + 1}`),
  });
});
