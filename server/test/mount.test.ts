import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '@offstage/server';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { openTempStore } from './open-temp-store.ts';

const { store } = await openTempStore();
const token = 'the-full-token-1234';
const page = '<script type="module" src="./assets/app.js"></script><link href="./assets/app.css">';
const viewer = new Map([
  ['index.html', { bytes: new TextEncoder().encode(page), type: 'text/html', etag: '"1"' }],
  ['assets/app.js', { bytes: new TextEncoder().encode('1'), type: 'text/javascript', etag: '"2"' }],
]);

async function works(
  fetch: (request: Request) => Response | Promise<Response>,
  origin: string,
  mount: string,
) {
  const ask = async (path: string, init: RequestInit = {}) =>
    fetch(new Request(`${origin}${mount}${path}`, { redirect: 'manual', ...init }));
  const post = await ask('/reports/csp', { method: 'POST', body: JSON.stringify(CSP_REPORT) });
  expect(post.status).toBe(204);
  expect((await ask('/healthz')).status).toBe(200);
  const login = await ask(`/viewer/?token=${token}`);
  expect([login.status, login.headers.get('location')]).toEqual([303, `${mount}/viewer/`]);
  const cookie = login.headers.get('set-cookie') ?? '';
  expect(cookie).toContain(`; Path=${mount || '/'};`);
  if (origin.startsWith('https:')) expect(cookie).toMatch(mount === '' ? /^__Host-/ : /^__Secure-/);
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  expect((await ask('/viewer', { headers })).headers.get('location')).toBe(`${mount}/viewer/`);
  for (const path of ['/viewer/', '/viewer/some/deep/link']) {
    const html = await (await ask(path, { headers })).text();
    expect(html).toBe(page.replaceAll('./assets', `${mount}/viewer/assets`));
  }
  expect(await (await ask('/viewer/assets/app.js', { headers })).text()).toBe('1');
  expect((await ask('/api/facets', { headers })).status).toBe(200);
  expect((await ask('/api/facets')).status).toBe(401);
}

test.each(['http://r.example', 'https://r.example'])(
  'works at the root and below a path, %s',
  async (origin) => {
    const app = createApp({ store, token, viewer });
    await works((request) => app.fetch(request), origin, '');
    for (const mount of ['/offstage', '/a/b', '/viewer-of-reports', '/api']) {
      const host = new Hono().route(mount, app);
      await works((request) => host.fetch(request), origin, mount);
    }
    const tenants = new Hono().route('/:tenant', app);
    await works((request) => tenants.fetch(request), origin, '/acme');
  },
);

test('works in a host that has a copy of Hono of its own, as where a bundler made one', async () => {
  const { Hono: TheirHono } = createRequire(import.meta.url)('hono') as { readonly Hono: typeof Hono };
  expect(TheirHono).not.toBe(Hono);
  const host = new TheirHono().route('/offstage', createApp({ store, token, viewer }));
  await works((request) => host.fetch(request), 'https://r.example', '/offstage');
});

test('works where something before it takes the path away, told by an option', async () => {
  const app = createApp({ store, token, viewer, basePath: '/offstage' });
  const host = new Hono().mount('/offstage', app.fetch);
  await works((request) => host.fetch(request), 'https://r.example', '/offstage');
});

test('takes no route of its host’s', async () => {
  const host = new Hono()
    .route('/', createApp({ store, token, viewer }))
    .get('/api/orders', (c) => c.json({ orders: 1 }))
    .get('/reports', (c) => c.text('our own page'))
    .get('/reports/2026', (c) => c.text('of a year'))
    .all('*', (c) => c.text('the host’s', 418));
  const orders = await host.request('/api/orders', { headers: { origin: 'https://else.example' } });
  expect([orders.status, await orders.json()]).toEqual([200, { orders: 1 }]);
  expect(orders.headers.get('access-control-allow-origin')).toBeNull();
  expect(await (await host.request('/reports')).text()).toBe('our own page');
  expect(await (await host.request('/reports/2026')).text()).toBe('of a year');
  for (const path of ['/', '/api', '/api/', '/api/nothing', '/api/reports/x', '/viewers', '/healthz/x']) {
    expect([path, (await host.request(path)).status]).toEqual([path, 418]);
  }
  const asked = await host.request('/api/orders', {
    method: 'OPTIONS',
    headers: { origin: 'https://else.example' },
  });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([418, null]);
});

/** What Express does to a request on its way to a handler, after `express.json()` has read its body. */
function asExpress(app: ReturnType<typeof createApp>, base: string) {
  const listener = getRequestListener(app.fetch);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === '' ? {} : JSON.parse(text);
    Object.assign(request, {
      body,
      baseUrl: base,
      originalUrl: request.url,
      url: request.url?.slice(base.length),
    });
    await listener(request, response);
  });
  return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

test('understands a body that was read before it, as by express.json()', async () => {
  await store.remove({});
  const server = await asExpress(createApp({ store, token, viewer }), '/offstage');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (body: string) => fetch(`${origin}/offstage/reports/x`, { method: 'POST', body });
  const urls = ['https://a.example/1', 'https://a.example/2'];
  expect((await post(JSON.stringify(urls.map((url) => ({ ...CSP_REPORT, url }))))).status).toBe(204);
  expect((await post(JSON.stringify({ text: 'x'.repeat(600_000) }))).status).toBe(413);
  expect((await store.list({ filter: {}, limit: 9 })).map(({ url }) => url).sort()).toEqual(urls);
  await works((request) => fetch(request), origin, '/offstage');
  server.close();
});
