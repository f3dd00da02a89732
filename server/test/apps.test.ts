import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { openStore, type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPENAPI } from '../dist/api/openapi.js';
import { runCommand } from './run-command.ts';
import { startServerProcess } from './server-process.ts';
import { startPlace } from './start-place.ts';
import { until } from './until.ts';

const SHOP = 'the-full-token-of-the-shop';
const BLOG = 'the-full-token-of-the-blog';
const READ = 'the-read-token-of-the-blog';
const SECRET = 'only-the-shop-has-this-word';

const { folder, cluster } = await startPlace();

const reportOf = (url: string, message: string, type = 'deprecation') => ({
  age: 0,
  type,
  url,
  body: { id: message, message },
});

async function post(url: string, ...reports: readonly unknown[]): Promise<number> {
  const { status } = await fetch(url, { method: 'POST', body: JSON.stringify(reports) });
  return status;
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** What a stream of events says within a while. */
async function listen(url: string, token: string, isEnough: (text: string) => boolean): Promise<string> {
  const response = await fetch(url, { ...bearer(token), signal: AbortSignal.timeout(8_000) });
  if (response.body === null || !response.ok) return String(response.status);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (isEnough(text)) break;
  }
  return text;
}

describe.each(['sqlite', 'postgres'] as const)('several apps, %s', (kind) => {
  let server: RunningServer;
  const data = join(folder.path, kind, 'reports.sqlite');
  beforeAll(async () => {
    server = await startServer({
      port: 0,
      store: kind === 'sqlite' ? data : cluster.url,
      apps: {
        shop: { token: SHOP, origins: ['https://shop.example'] },
        blog: { token: BLOG, readToken: READ },
        'blog-two': { token: 'the-full-token-of-blog-two' },
      },
    });
    expect(await post(`${server.url}/shop/reports/pay`, reportOf('https://shop.example/', SECRET))).toBe(204);
    expect(await post(`${server.url}/shop/reports`, reportOf('https://elsewhere.example/', 'foreign'))).toBe(
      204,
    );
    expect(await post(`${server.url}/shop/reports/odd`, 7)).toBe(400);
    expect(await post(`${server.url}/blog/reports`, reportOf('https://blog.example/1', 'first'))).toBe(204);
    expect(await post(`${server.url}/blog/reports/`, reportOf('https://blog.example/2', 'second'))).toBe(204);
  });
  afterAll(() => server.close());

  const json = async (path: string, token: string) =>
    (await fetch(`${server.url}${path}`, bearer(token))).json() as Promise<Record<string, unknown>>;

  test('each has its own reports, and what it does not want is not stored', async () => {
    const urls = async (app: string, token: string) =>
      ((await json(`/${app}/api/reports`, token)).reports as { url: string }[]).map(({ url }) => url);
    expect(await urls('shop', SHOP)).toEqual(['https://shop.example/']);
    expect(await urls('blog', READ)).toEqual(['https://blog.example/2', 'https://blog.example/1']);
    expect(await urls('blog-two', 'the-full-token-of-blog-two')).toEqual([]);
  });

  test('no route of one app opens to a token or a cookie of another, or to none', async () => {
    const routes = Object.entries((OPENAPI as { paths: Record<string, object> }).paths)
      .filter(([path]) => path.startsWith('/api/') || path === '/metrics')
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => [method.toUpperCase(), path.replace(/\{\w+\}/, '1')] as const),
      );
    expect(routes.length).toBeGreaterThan(10);
    const login = await fetch(`${server.url}/shop/viewer/?token=${SHOP}`, { redirect: 'manual' });
    const setCookie = login.headers.get('set-cookie') ?? '';
    expect(setCookie).toContain('Path=/shop;');
    const cookie = setCookie.split(';')[0] ?? '';
    expect((await fetch(`${server.url}/shop/api/facets`, { headers: { cookie } })).status).toBe(200);
    const pages = ['/metrics', '/viewer/', '/api/openapi.json'].map((path) => ['GET', path] as const);
    for (const [index, [method, path]] of [...routes, ...pages].entries()) {
      for (const app of ['blog', 'blog-two']) {
        // Each app takes twenty wrong tokens and then asks for patience: they take turns.
        const wrong = (app === 'blog') === (index % 2 === 0) ? [bearer(SHOP).headers] : [];
        for (const headers of [...wrong, { cookie }, {}]) {
          const answer = await fetch(`${server.url}/${app}${path}`, {
            method,
            headers: headers as Record<string, string>,
          });
          expect([app, method, path, answer.status]).toEqual([app, method, path, 401]);
          expect(await answer.text()).not.toContain(SECRET);
        }
      }
      if (index % 2 === 0) continue;
      const read = await fetch(`${server.url}/shop${path}`, { method, ...bearer(READ) });
      expect([method, path, read.status]).toEqual([method, path, 401]);
    }
    const removed = await fetch(`${server.url}/blog/api/reports`, { method: 'DELETE', ...bearer(SHOP) });
    expect(removed.status).toBe(401);
    // What opens one app is none of the address of another, however it is written.
    for (const path of [
      '/shop/../blog/api/reports',
      '/shop/%2e%2e/blog/api/reports',
      '//blog/api/reports',
      '/shop//blog/api/reports',
    ]) {
      const answer = await fetch(`${server.url}${path}`, bearer(SHOP));
      expect([path, answer.ok && (await answer.text()).includes('blog.example')]).toEqual([path, false]);
    }
  });

  test('whatever an app’s own token reads has nothing of another: lists, counts, cursors, exports, streams', async () => {
    const list = await json('/shop/api/reports', SHOP);
    const { id } = (list.reports as { id: number }[])[0] as { id: number };
    const texts: string[] = [];
    for (const path of [
      ...[
        '/api/reports?limit=1',
        '/api/reports?cursor=999999',
        '/api/groups',
        '/api/groups?cursor=0&limit=1',
      ],
      ...['/api/facets', '/api/histogram', '/api/endpoints', '/api/rejections', '/api/export', '/metrics'],
      ...[`/api/reports/${id}`, `/api/reports?text=${SECRET}`, '/api/facets?origin=https://shop.example'],
      ...['/api/groups?endpoint=pay', '/api/export?text=shop', '/api/histogram?origin=https://shop.example'],
    ])
      texts.push(await (await fetch(`${server.url}/blog${path}`, bearer(READ))).text());
    for (const text of texts) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('shop.example');
      expect(text).not.toContain('pay');
    }
    expect(await json('/blog/api/facets', READ)).toMatchObject({ total: 2 });
    expect(await json('/blog/api/rejections', READ)).toMatchObject({ counts: {}, samples: [] });
    expect(await json('/shop/api/rejections', SHOP)).toMatchObject({ counts: { 'not-an-object': 1 } });
    expect(await json('/blog/api/facets?origin=https://shop.example', READ)).toMatchObject({ total: 0 });

    const streams = [
      listen(`${server.url}/blog/api/stream?after=0`, READ, (text) => text.includes('/live-blog')),
      listen(`${server.url}/shop/api/stream?after=0`, SHOP, (text) => text.includes('/live-shop')),
    ];
    await post(`${server.url}/shop/reports`, reportOf('https://shop.example/live-shop', SECRET));
    await post(`${server.url}/blog/reports`, reportOf('https://blog.example/live-blog', 'live'));
    const [blog = '', shop = ''] = await Promise.all(streams);
    expect(blog).not.toContain('shop.example');
    expect(shop).not.toContain('blog.example');
    expect(shop).toContain(SECRET);
  });

  test('deleting everything of one leaves the others', async () => {
    const gone = await fetch(`${server.url}/blog/api/reports`, { method: 'DELETE', ...bearer(BLOG) });
    expect(await gone.json()).toEqual({ removed: 3 });
    expect(await json('/shop/api/facets', SHOP)).toMatchObject({ total: 2 });
    expect(await json('/blog/api/facets', BLOG)).toMatchObject({ total: 0 });
  });

  test('a post gets the same answer however the network cuts it, and from whoever reads it', async () => {
    const { port } = new URL(server.url);
    const send = (path: string, cut: number) =>
      new Promise<string>((resolve, reject) => {
        const body = JSON.stringify(reportOf('https://shop.example/cut', `${path} ${cut}`));
        const text = `POST ${path} HTTP/1.1\r\nHost: a.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(text.slice(0, cut));
          setTimeout(() => socket.write(text.slice(cut)), 20);
        });
        socket.once('data', (chunk) => {
          resolve(chunk.toString().split(' ')[1] ?? '');
          socket.destroy();
        });
        socket.once('error', reject);
      });
    for (const [path, status] of [
      ['/shop/reports', '204'],
      ['/shop/reports/a', '204'],
      ['/shop/reports/', '204'],
      ['/shop/reports/a/b', '404'],
      ['/nobody/reports', '404'],
      ['/reports', '404'],
      ['/shop', '404'],
    ]) {
      const answers = await Promise.all([1, 6, 9, 16, 25, 60].map((cut) => send(path as string, cut)));
      expect([path, answers]).toEqual([path, answers.map(() => status)]);
    }
    const removed = await fetch(`${server.url}/shop/api/reports?text=cut`, {
      method: 'DELETE',
      ...bearer(SHOP),
    });
    expect(await removed.json()).toEqual({ removed: 18 });
  });

  test('at the root there is health alone', async () => {
    const health = await fetch(`${server.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
    for (const path of [
      '/',
      '/reports',
      '/api/reports',
      '/viewer/',
      '/metrics',
      '/nobody/reports',
      '/nobody/api/reports',
    ])
      for (const method of ['GET', 'POST'])
        expect([path, (await fetch(`${server.url}${path}`, { method, ...bearer(SHOP) })).status]).toEqual([
          path,
          404,
        ]);
  });
});

test('the command reads them from a file; each has its quota, its retention and a token that was made', async () => {
  const data = join(folder.path, 'by-file');
  const file = join(folder.path, 'apps.json');
  writeFileSync(
    file,
    JSON.stringify({
      small: { keepDays: 7, maxSize: '1MB', reportsPerSecond: 0.05 },
      large: { token: SHOP, origins: ['https://shop.example/path'] },
    }),
  );
  // As the environment of the test has no tokens.
  const server = await startServerProcess(['--data', data, '--apps', file]);
  const token = await until(
    'the token to be told',
    () => /small: .*\?token=(\S+)/.exec(server.output())?.[1],
  );
  for (let number = 0; number < 9; number++)
    expect(await post(`${server.url}/small/reports`, reportOf(`https://a.example/${number}`, 'x'))).toBe(204);
  const facets = await (await fetch(`${server.url}/small/api/facets`, bearer(token))).json();
  expect(facets).toMatchObject({ total: 5 });
  const metrics = await (await fetch(`${server.url}/small/metrics`, bearer(token))).text();
  expect(metrics).toContain('offstage_reports_dropped_total{reason="quota"} 4');
  expect(metrics).toContain('offstage_retention_days 7\n');
  expect(metrics).toContain('offstage_retention_bytes 1048576\n');
  expect(server.output()).toContain(
    '"apps":{"small":{"keepDays":7,"maxBytes":1048576},"large":{"keepDays":30,"maxBytes":10737418240}}',
  );
  const saved = await runCommand(
    'backup',
    '--data',
    data,
    '--app',
    'small',
    '--to',
    join(data, 'small.backup'),
  );
  expect(saved.output).toMatch(/^Saved 5 reports/);
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(existsSync(join(data, 'reports.sqlite'))).toBe(false);

  const moved = await runCommand('migrate', '--data', data, '--app', 'small', '--to', cluster.url);
  expect(moved.output).toMatch(/Done: 5 copied/);
  const [small, other] = [await openStore(cluster.url, 'small'), await openStore(cluster.url)];
  expect([(await small.facets({})).total, (await other.facets({})).total]).toEqual([5, 0]);
  await Promise.all([small.close(), other.close()]);
});

test('beside them the server has no tokens of its own, and no two have the same', async () => {
  const own = { port: 0, store: join(folder.path, 'both.sqlite') };
  const code = (options: Parameters<typeof startServer>[0]) =>
    startServer(options).catch((error: { code?: string }) => error.code);
  expect(await code({ ...own, token: SHOP, apps: { shop: {} } })).toBe('APP_TOKENS');
  expect(await code({ ...own, apps: { shop: { token: SHOP }, blog: { readToken: SHOP } } })).toBe(
    'TOKEN_TWICE',
  );
  expect(await code({ ...own, apps: {} })).toBe('BAD_OPTION');
  expect(await code({ ...own, apps: { viewer: { token: SHOP } } })).toBe('APP_NAME');
  expect(await code({ ...own, store: cluster.url, apps: { shop: { token: SHOP }, blog: {} } })).toBe(
    'TOKEN_NEEDED',
  );
});
