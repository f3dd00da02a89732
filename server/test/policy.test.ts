import { createApp } from '@offstage/server';
import { beforeEach, expect, test } from 'vitest';
import { CSP_REPORT } from './csp-report.ts';
import { openTempStore } from './open-temp-store.ts';

const { store } = await openTempStore();
beforeEach(() => store.remove({}));

const total = async () => (await store.facets({})).total;

const post = (app: ReturnType<typeof createApp>, path: string, report: object = CSP_REPORT) =>
  app.request(path, { method: 'POST', body: JSON.stringify(report) });

test('allowed origins, by the body’s URL', async () => {
  const app = createApp({ store, allowAnonymous: true, policy: { allowOrigins: ['https://a.example'] } });
  expect((await post(app, '/reports')).status).toBe(204);
  expect((await post(app, '/reports', { ...CSP_REPORT, url: 'https://b.example/' })).status).toBe(204);
  expect(await total()).toBe(1);
  expect(await (await app.request('/metrics')).text()).toContain(
    'dropped_total{reason="origin-not-allowed"} 1',
  );
});

test('stripped queries', async () => {
  const app = createApp({ store, allowAnonymous: true, policy: { stripQueries: true } });
  await post(app, '/reports', {
    ...CSP_REPORT,
    url: 'https://a.example/x?secret=1',
    body: { u: 'https://b.example/?s' },
  });
  const [report] = await store.list({ filter: {}, limit: 1 });
  expect(report).toMatchObject({ url: 'https://a.example/x', body: { u: 'https://b.example/' } });
});

test('endpoint secrets and retired endpoints', async () => {
  const app = createApp({
    store,
    allowAnonymous: true,
    policy: { endpoints: { csp: 'k7-secret' }, retired: ['old'] },
  });
  expect((await post(app, '/reports')).status).toBe(404);
  expect((await post(app, '/reports/csp')).status).toBe(404);
  expect((await post(app, '/reports/old')).status).toBe(410);
  expect((await post(app, '/reports/k7-secret')).status).toBe(204);
  expect((await store.list({ filter: {}, limit: 1 }))[0]?.endpoint).toBe('csp');
});

test('rates: what is too much is acknowledged and not stored', async () => {
  const rate = { perSecond: 0.001, burst: 3 };
  const byOrigin = createApp({ store, allowAnonymous: true, policy: { originRate: rate } });
  const many = Array.from({ length: 5 }, (_, n) => ({ ...CSP_REPORT, url: `https://a.example/${n}` }));
  expect((await byOrigin.request('/reports', { method: 'POST', body: JSON.stringify(many) })).status).toBe(
    204,
  );
  expect(await total()).toBe(3);
  const byClient = createApp({ store, allowAnonymous: true, policy: { clientRate: rate, trustProxy: true } });
  const from = (address: string) =>
    byClient.request('/reports', {
      method: 'POST',
      body: JSON.stringify(many),
      headers: { 'x-forwarded-for': `6.6.6.6, ${address}` },
    });
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) expect((await from(address)).status).toBe(204);
  expect(await total()).toBe(3 + 3 + 3);
});

test('sampling: what is kept counts for more', async () => {
  const app = createApp({ store, allowAnonymous: true, policy: { sample: 0.5 } });
  const many = Array.from({ length: 1_000 }, (_, n) => ({ ...CSP_REPORT, url: `https://a.example/${n}` }));
  await app.request('/reports', { method: 'POST', body: JSON.stringify(many) });
  const [group] = await store.groups({ filter: {}, limit: 1, offset: 0, sort: 'count' });
  expect(group?.count).toBeGreaterThan(400);
  expect(group?.count).toBeLessThan(600);
  expect(group?.weight).toBe((group?.count ?? 0) * 2);
});
