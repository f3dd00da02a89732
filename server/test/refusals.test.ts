import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Rejections, type RunningServer, startServer } from '@offstage/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    allowAnonymous: true,
    store: join(folder.path, 'reports.sqlite'),
    port: 0,
    policy: { endpoints: { csp: 'secret-of-csp', old: 'secret-of-old' }, retired: ['old'] },
  });
});
afterAll(() => server.close().then(folder.remove));

const post = async (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => (await fetch(`${server.url}${path}`, { method: 'POST', body, headers })).status;
const rejections = async () => (await (await fetch(`${server.url}/api/rejections`)).json()) as Rejections;

test('every refusal is counted, with its reason, size and endpoint', async () => {
  const one = JSON.stringify(CSP_REPORT);
  const large = 'x'.repeat(600_000);
  expect(await post('/reports/secret-of-csp', one)).toBe(204);
  expect(await post('/reports/unknown-name', one)).toBe(404);
  expect(await post('/reports', one)).toBe(404);
  expect(await post('/reports/secret-of-csp/extra', one)).toBe(404);
  expect(await post('/reports/secret-of-old', one)).toBe(410);
  expect(await post('/reports/secret-of-csp', large)).toBe(413);
  expect(
    await post('/reports/secret-of-csp', new Uint8Array(gzipSync(large)), { 'content-encoding': 'gzip' }),
  ).toBe(413);
  expect(await post('/reports/secret-of-csp', one, { 'content-encoding': 'br' })).toBe(415);
  expect(await post('/reports/secret-of-csp', 'no JSON', { 'content-type': 'image/png' })).toBe(415);
  expect(await post('/reports/secret-of-csp', 'not JSON either')).toBe(400);
  const { counts, samples } = await rejections();
  expect(counts).toEqual({
    'no-endpoint': 3,
    retired: 1,
    'too-large': 2,
    'unknown-encoding': 1,
    'not-json': 2,
  });
  const seen = samples.map(({ reason, endpoint, size }) => ({ reason, endpoint, size }));
  for (const endpoint of ['unknown-name', '', 'secret-of-csp/extra']) {
    expect(seen).toContainEqual({ reason: 'no-endpoint', endpoint, size: one.length });
  }
  expect(seen).toContainEqual({ reason: 'retired', endpoint: 'secret-of-old', size: one.length });
  expect(seen).toContainEqual({ reason: 'too-large', endpoint: 'csp', size: 600_000 });
  expect(seen).toContainEqual({ reason: 'not-json', endpoint: 'csp', size: 15 });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('offstage_reports_rejected_total{reason="too-large"} 2');
});

test('sixty reports under a long policy, 430 kB in one post, are normal', async () => {
  const before = (await rejections()).counts;
  const reports = Array.from({ length: 60 }, (_, number) => ({
    ...CSP_REPORT,
    age: number * 1_000,
    body: { ...CSP_REPORT.body, originalPolicy: 'x'.repeat(6_600), lineNumber: number },
  }));
  const body = JSON.stringify(reports);
  expect(body.length).toBeGreaterThan(400_000);
  expect(await post('/reports/secret-of-csp', body)).toBe(204);
  const { total } = (await (await fetch(`${server.url}/api/facets`)).json()) as { total: number };
  expect(total).toBe(61);
  expect((await rejections()).counts).toEqual(before);
});

test('what never becomes a request is counted, too', async () => {
  const before = (await rejections()).counts;
  const { port } = new URL(server.url);
  /** What is answered to these bytes until the connection ends. */
  const answerTo = (bytes: string, half = false) =>
    new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(text.slice(9, 12)));
      if (half) socket.end(bytes);
      else socket.write(bytes);
    });
  expect(await answerTo('no HTTP at all\r\n\r\n')).toBe('400');
  expect(await answerTo('POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n')).toBe('400');
  expect(await answerTo(`GET / HTTP/1.1\r\nHost: a\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)).toBe('431');
  await answerTo('GET / HTTP/1.1\r\nHost', true);
  expect(await answerTo('POST /reports HTTP/1.1\r\nHost: a\r\nContent-Le', true)).toBe('400');
  expect(await answerTo('POST /reports HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n[', true)).toBe('400');
  for (const host of ['', 'Host:\r\n', 'Host: a b\r\n', 'Host: a/b\r\n']) {
    expect(await answerTo(`POST /reports HTTP/1.1\r\n${host}Content-Length: 2\r\n\r\n[]`, true), host).toBe(
      '400',
    );
  }
  expect(await answerTo('GET /api/facets HTTP/1.1\r\nHost: xn--a.xn--a.\r\n\r\n', true)).toBe('400');
  const expecting = 'POST /reports HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 2\r\n\r\n[]';
  expect(await answerTo(expecting, true)).toBe('417');
  for (const start of ['GET /healthz', 'POST /reports'])
    expect(await answerTo(`${start} HTTP/1.1\r\nHost: a\r\n${'ab: cd\r\n'.repeat(300)}\r\n`)).toBe('431');
  await answerTo('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2_000));
  const { counts } = await rejections();
  const more = Object.fromEntries(
    Object.entries(counts).map(([reason, count]) => [reason, count - (before[reason] ?? 0)]),
  );
  expect(more).toMatchObject({
    'not-http': 8,
    'head-too-long': 3,
    'broken-off': 3,
    'too-many-unanswered': 1,
  });
});

test('reports that are posted where nobody takes them are counted, with the path', async () => {
  const before = (await rejections()).counts['no-endpoint'] ?? 0;
  const paths = [
    '/csp-report',
    '/',
    '//reports',
    '/reports;x',
    '/Reports/secret-of-csp',
    '/reports%2Fsecret-of-csp',
  ];
  for (const path of paths) expect([path, await post(path, '[]')]).toEqual([path, 404]);
  const { counts, samples } = await rejections();
  expect(counts['no-endpoint']).toBe(before + paths.length);
  expect(samples.map(({ endpoint }) => endpoint)).toEqual(
    expect.arrayContaining(['/csp-report', '//reports']),
  );
});

test('so are those below the path that a proxy leaves, and those that name no app', async () => {
  const below = await startServer({
    allowAnonymous: true,
    store: join(folder.path, 'below.sqlite'),
    port: 0,
    basePath: '/offstage',
  });
  const token = 'a-token-of-the-first';
  const apps = await startServer({
    store: join(folder.path, 'apps.sqlite'),
    port: 0,
    apps: { shop: { token } },
  });
  const init = { method: 'POST', body: '[]' };
  for (const path of ['/offstage/reports/a/b', '/offstage/report', '/report'])
    expect((await fetch(`${below.url}${path}`, init)).status, path).toBe(404);
  expect((await fetch(`${below.url}/offstage/reports`)).status).toBe(405);
  for (const path of ['/reports', '/shap/reports', '/shop/report'])
    expect((await fetch(`${apps.url}${path}`, init)).status, path).toBe(404);
  const ofBelow = (await (await fetch(`${below.url}/api/rejections`)).json()) as Rejections;
  const headers = { authorization: `Bearer ${token}` };
  const ofApps = (await (await fetch(`${apps.url}/shop/api/rejections`, { headers })).json()) as Rejections;
  expect([ofBelow.counts, ofApps.counts]).toEqual([{ 'no-endpoint': 3 }, { 'no-endpoint': 3 }]);
  // Another app's path may have its secret in it.
  expect(ofApps.samples.map(({ endpoint }) => endpoint)).toEqual(['', '', '/shop/report']);
  await below.close();
  await apps.close();
});
