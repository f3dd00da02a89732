import { type AppType, createApp, type ReportsPage } from '@offstage/server';
import { hc } from 'hono/client';
import * as v from 'valibot';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { ANSWERS } from '../src/api/answers.ts';
import { CSP_REPORT } from './csp-report.ts';
import { makeSend } from './ledger-suite.ts';
import { openTempStore } from './open-temp-store.ts';

const { store } = await openTempStore();
beforeEach(() => store.remove({}));

const total = async () => (await store.facets({})).total;

test('the typed client fits the app', async () => {
  const app = createApp({ store, allowAnonymous: true });
  await app.request('/reports', {
    method: 'POST',
    body: JSON.stringify([CSP_REPORT, { ...CSP_REPORT, type: 'coep' }]),
  });
  const client = hc<AppType>('http://offstage.test', { fetch: app.request });
  const page = await (
    await client.api.reports.$get({ query: { type: ['csp-violation', 'coep'], limit: '1' } })
  ).json();
  expectTypeOf(page).toEqualTypeOf<ReportsPage>();
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

test('the typed client tells of pushes and asks what became of them', async () => {
  const app = createApp({ store, allowAnonymous: true });
  const client = hc<AppType>('http://offstage.test', { fetch: app.request });
  const sends = [1, 2, 3].map((number) => ({
    id: `typed ${number}/é`,
    time: Date.now() - number * 1_000,
    service: 'push.example',
    device: 'd'.repeat(22),
    campaign: 'typed',
    labels: { plan: 'pro' },
    status: number === 3 ? 410 : 201,
  }));
  const taken = await (await client.api.sends.$post({ json: { sends } })).json();
  expect(taken).toEqual({ accepted: 3, known: 0, rejected: [] });
  const asked = { campaign: 'typed', label: 'plan:pro' };
  const page = await (await client.api.pushes.$get({ query: { ...asked, limit: '2' } })).json();
  expect(page.pushes.map(({ id }) => id)).toEqual(['typed 1/é', 'typed 2/é']);
  const query = { ...asked, cursor: page.next ?? '' };
  const last = await (await client.api.pushes.$get({ query })).json();
  expect(last).toMatchObject({ pushes: [{ id: 'typed 3/é', state: 'refused', status: 410 }], next: null });
  const story = await (
    await client.api.pushes[':key'].$get({ param: { key: encodeURIComponent('typed 3/é') }, query: {} })
  ).json();
  expect(story.steps.map(({ step }) => step)).toEqual(['sent', 'refused']);
  const funnel = await (await client.api.funnel.$get({ query: { ...asked, by: 'status' } })).json();
  expect(funnel).toMatchObject({ total: 3, states: { accepted: 2, refused: 1 }, notReporting: 2 });
  expect(funnel.rows.map(({ value, total }) => [value, total])).toEqual([
    ['0', 2],
    ['410', 1],
  ]);
  expect(story.gone).toMatchObject({ reason: 'not-reporting', doctor: '', look: '', evidence: [] });
  const found = await (await client.api['push-findings'].$get({ query: asked })).json();
  expect(found.behind).toBe(false);
  expect(found.findings).toMatchObject([
    {
      rule: 'gone-not-reporting',
      about: 'vanished',
      ...{ pushes: 1, devices: 1, allDevices: true, examples: ['typed 3/é'] },
      filter: { campaign: ['typed'], label: ['plan:pro'], gone: ['not-reporting'] },
    },
  ]);
  const opens = new URLSearchParams(
    Object.entries(found.findings[0]?.filter ?? {}).flatMap(([name, all]) => all.map((one) => [name, one])),
  );
  const openedPage = (await (await app.request(`/api/pushes?${opens}`)).json()) as {
    pushes: { id: string }[];
  };
  expect(openedPage.pushes.map(({ id }) => id)).toEqual(['typed 3/é']);
  for (const wrong of [
    'gone=away,lost',
    'finding=all',
    'state=lost',
    'by=moon',
    'cursor=7',
    'label=plan',
    'status=x',
    'nothing=1',
  ])
    expect([wrong, (await app.request(`/api/pushes?${wrong}`)).status]).toEqual([wrong, 400]);
  expect((await app.request('/api/pushes/nobody')).status).toBe(404);
  const lines = (await (await app.request('/api/export/pushes?campaign=typed')).text()).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id).sort()).toEqual(
    sends.map(({ id }) => id),
  );
  const metrics = await (await app.request('/metrics')).text();
  expect(metrics).toMatch(/^offstage_ledger_pushes\{state="refused"\} [1-9]/m);
  expect(metrics).toMatch(/^offstage_ledger_gone\{reason="not-reporting"\} 1$/m);
  expect(metrics).toMatch(/^offstage_ledger_not_reporting [1-9]/m);
  expect(metrics).toMatch(/^offstage_ledger_outside 0$/m);
});

const post = (reports: readonly object[], path = '/reports') =>
  createApp({ store, allowAnonymous: true }).request(path, { method: 'POST', body: JSON.stringify(reports) });
const get = async (path: string) =>
  (await createApp({ store, allowAnonymous: true }).request(path)).json() as Promise<Record<string, unknown>>;

test('pages, gets one, exports and deletes', async () => {
  await post(Array.from({ length: 25 }, (_, n) => ({ ...CSP_REPORT, url: `https://a.example/${n}` })));
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
  const exported = await (
    await createApp({ store, allowAnonymous: true }).request('/api/export?text=/1')
  ).text();
  const lines = exported.trim().split('\n');
  expect(lines).toHaveLength(11);
  const first = JSON.parse(lines[0] ?? '') as { id: number };
  expect(await get(`/api/reports/${first.id}`)).toEqual(first);
  expect((await createApp({ store, allowAnonymous: true }).request('/api/reports/999999')).status).toBe(404);
  const app = createApp({ store, allowAnonymous: true });
  for (const query of ['tpye=x', 'text='])
    expect((await app.request(`/api/reports?${query}`, { method: 'DELETE' })).status, query).toBe(400);
  expect(await total()).toBe(25);
  expect(await (await app.request('/api/reports?text=/1', { method: 'DELETE' })).json()).toEqual({
    removed: 11,
  });
  expect(await total()).toBe(14);
});

test('says what was rejected, also after a flood of something else', async () => {
  const app = createApp({ store, allowAnonymous: true });
  const post = (body: string) => app.request('/reports/x', { method: 'POST', body });
  await post('<script>alert(1)</script>');
  await post(JSON.stringify(Array.from({ length: 500 }, (_, number) => number)));
  const { counts, samples } = await (
    await hc<AppType>('http://offstage.test', { fetch: app.request }).api.rejections.$get({ query: {} })
  ).json();
  expect(counts).toEqual({ 'not-json': 1, 'not-an-object': 500 });
  expect(samples[0]).toMatchObject({
    reason: 'not-json',
    endpoint: 'x',
    sample: '<script>alert(1)</script>',
  });
  expect(samples.slice(1).map(({ sample }) => sample)).toEqual(
    Array.from({ length: 20 }, (_, number) => String(480 + number)),
  );
});

test('describes itself: every path of the document answers, in the shape that the document gives', async () => {
  const token = 'the-full-token-1234';
  const push = { privateKey: Buffer.alloc(32, 7).toString('base64url'), subject: 'mailto:ops@example.com' };
  const served = createApp({ store, token, push });
  const app = {
    request: (path: string, init: RequestInit = {}) =>
      served.request(path, { ...init, headers: { authorization: `Bearer ${token}` } }),
  };
  await post([CSP_REPORT, { ...CSP_REPORT, type: 'coep' }], '/reports/csp');
  await app.request('/reports', { method: 'POST', body: '[1, 2]' });
  await store.ledger.add([makeSend({ id: 'a push', labels: { plan: 'pro' } })]);
  const { reports } = (await (await app.request('/api/reports')).json()) as ReportsPage;
  const id = String(reports[0]?.id);
  const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, object>>;
  };
  const looked: string[] = [];
  for (const [path, { get }] of Object.entries(paths)) {
    if (get === undefined || path === '/api/stream') continue;
    const response = await app.request(path.replace('{id}', id).replace('{key}', 'a%20push'));
    expect([path, response.status]).toEqual([path, 200]);
    const [, name] = /"200":.*?"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(get)) ?? [];
    // An export is one report per line.
    const lineOf: Record<string, string> = { '/api/export': 'Report', '/api/export/pushes': 'Push' };
    const line = lineOf[path];
    for (const text of line ? (await response.text()).trim().split('\n') : [await response.text()]) {
      const schema = ANSWERS[line ?? name ?? ''];
      expect([path, typeof schema]).toEqual([path, 'object']);
      const { issues } = v.safeParse(schema as v.GenericSchema, JSON.parse(text));
      expect([path, issues?.map(({ message }) => message)]).toEqual([path, undefined]);
    }
    looked.push(name ?? '');
  }
  expect(looked).toEqual(
    expect.arrayContaining([
      'ReportsPage',
      'Report',
      'GroupsPage',
      'Facets',
      'Rejections',
      'PushesPage',
      'PushStory',
      'Funnel',
    ]),
  );
  expect((await app.request('/api/nothing')).status).toBe(404);
  expect(await (await app.request('/healthz')).json()).toMatchObject({ ok: true, store: 'sqlite' });
});

test('the document tells of each status that is answered', async () => {
  const app = createApp({ store, token: 'a-token-for-the-api', sendToken: 'a-token-to-send-with' });
  const authorization = 'Bearer a-token-for-the-api';
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { authorization, ...init.headers } });
  const { paths } = (await (await ask('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    body,
    headers,
  });
  const large = 'x'.repeat(600_000);
  const br = { 'content-encoding': 'br' };
  const asked: readonly [path: string, status: number, of?: string, init?: RequestInit][] = [
    ['/api/reports/1', 404, '/api/reports/{id}'],
    ['/api/pushes/none', 404, '/api/pushes/{key}'],
    ['/api/push', 404],
    ['/api/push', 404, '/api/push', post('{}')],
    ['/api/sends', 413, '/api/sends', post(large)],
    ['/api/sends', 415, '/api/sends', post('{}', br)],
    ['/api/sends', 400, '/api/sends', post('{}')],
    ['/api/facets', 401, '/api/facets', { headers: { authorization: '' } }],
    ['/api/facets', 403, '/api/facets', { headers: { authorization: 'Bearer a-token-to-send-with' } }],
    ['/api/groups?limit=0', 400, '/api/groups'],
    ['/reports', 413, '/reports', post(large)],
    ['/reports', 415, '/reports', post('{}', br)],
  ];
  for (const [path, status, of = path, init] of asked) {
    expect((await ask(path, init)).status, path).toBe(status);
    const { responses } = paths[of]?.[(init?.method ?? 'GET').toLowerCase()] ?? {};
    expect(responses, `${of} ${status}`).toHaveProperty(String(status));
  }
});
