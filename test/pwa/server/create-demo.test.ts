import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REPORT_CASES } from '../reports/report-cases.ts';
import { createDemo } from './create-demo.ts';
import { openNotes } from './notes/open-notes.ts';
import type { PushAnswer } from './push/send-push.ts';

const NOTE = { id: 'note-0001', text: 'A heron.', place: 'Weir', written: 1 };
const SUBSCRIPTION = { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } };

let folder: string;
let pushed: string[];
let answer: () => Promise<PushAnswer>;
let ask: (path: string, init?: RequestInit) => Promise<Response>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-demo-'));
  for (const name of ['index.html', 'sdk.js', 'plugin.js', 'upload.js'])
    await writeFile(join(folder, name), `${name}\n`);
  pushed = [];
  answer = async () => ({ status: 201, text: '' });
  const demo = createDemo({
    app: folder,
    reports: new Hono().all('*', (context) => context.text(`report server: ${context.req.path}`)),
    notes: await openNotes(join(folder, 'notes.jsonl')),
    pushKey: 'key',
    sendPush: async (_, payload) => {
      pushed.push(payload);
      return answer();
    },
    plugin: join(folder, 'plugin.js'),
    upload: join(folder, 'upload.js'),
    sdk: join(folder, 'sdk.js'),
    provoke: join(folder, 'sdk.js'),
  });
  ask = async (path, init) => {
    const url = new URL(path, 'https://localhost:4321');
    const headers = new Headers({ host: url.host, ...(init?.headers as Record<string, string>) });
    return demo.fetch(new Request(url, { ...init, headers }), {} as HttpBindings);
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const post = (path: string, body: unknown): Promise<Response> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test.each(['/reports', '/reports/csp', '/api/reports', '/healthz', '/metrics'])(
  '%s is the report server’s',
  async (path) => {
    expect(await (await ask(path)).text()).toBe(`report server: ${path}`);
  },
);

test.each(['/', '/services', '/viewer/push?x=1'])(
  '%s is the app, under a policy that reports',
  async (path) => {
    const response = await ask(path);
    expect(await response.text()).toBe('index.html\n');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('content-security-policy')).toContain(
      'report-uri /reports/csp; report-to csp',
    );
    expect(response.headers.get('reporting-endpoints')).toBe(
      'default="/reports/default", csp="/reports/csp"',
    );
  },
);

test('over http only report-uri is named', async () => {
  const policy = (await ask('http://localhost:4321/')).headers.get('content-security-policy');
  expect(policy).toContain('report-uri /reports/csp');
  expect(policy).not.toContain('report-to');
});

test('a file that is not there is not the app', async () => {
  expect((await ask('/assets/old.js')).status).toBe(404);
});

test('the plugin and the SDK are served beside the worker', async () => {
  expect(await (await ask('/offstage-sw.js')).text()).toBe('plugin.js\n');
  expect(await (await ask('/offstage-upload.js')).text()).toBe('upload.js\n');
  expect(await (await ask('/offstage.js')).text()).toBe('sdk.js\n');
});

test('answers to names of this machine only', async () => {
  for (const host of ['127.0.0.1:1', 'a.localhost', 'www.app.test:4', '[::1]:4']) {
    expect((await ask('/', { headers: { host } })).status, host).toBe(200);
  }
  for (const host of ['evil.example', 'localhost.evil.example', 'test.example', '']) {
    expect((await ask('/', { headers: { host } })).status, host).toBe(421);
  }
});

test('a note is kept once', async () => {
  expect((await post('/demo/notes', NOTE)).status).toBe(201);
  expect((await post('/demo/notes', NOTE)).status).toBe(200);
  expect(await (await ask('/demo/notes')).json()).toEqual({ notes: [NOTE] });
});

test('what is no note is refused', async () => {
  for (const body of [
    null,
    {},
    { ...NOTE, id: '../x' },
    { ...NOTE, text: '' },
    { ...NOTE, written: 'now' },
  ]) {
    const response = await post('/demo/notes', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'NOT_A_NOTE' });
  }
});

test('a form of another site can post nothing', async () => {
  const response = await ask('/demo/notes', { method: 'POST', body: JSON.stringify(NOTE) });
  expect(response.status).toBe(415);
});

test('a body that is too large is refused', async () => {
  expect((await post('/demo/notes', { ...NOTE, text: 'x'.repeat(70_000) })).status).toBe(413);
});

test.each(['show', 'silent', 'throw'])('a push of kind %s is sent', async (kind) => {
  const response = await post('/demo/push/send', { subscription: SUBSCRIPTION, kind });
  expect(await response.json()).toEqual({ status: 201, text: '' });
  expect(pushed.map((payload) => JSON.parse(payload).kind)).toEqual([kind]);
});

test('a push that can’t be sent says why', async () => {
  answer = async () => ({ status: 410, text: 'gone' });
  const gone = await post('/demo/push/send', { subscription: SUBSCRIPTION, kind: 'show' });
  expect([gone.status, await gone.json()]).toEqual([502, { status: 410, text: 'gone' }]);
  answer = async () => {
    throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND push.example') });
  };
  const failed = await post('/demo/push/send', { subscription: SUBSCRIPTION, kind: 'show' });
  expect(await failed.json()).toMatchObject({
    code: 'PUSH_NOT_SENT',
    message: 'fetch failed: getaddrinfo ENOTFOUND push.example',
  });
});

test('only a subscription is sent to', async () => {
  for (const subscription of [
    null,
    {},
    { ...SUBSCRIPTION, endpoint: 'http://127.0.0.1/' },
    { ...SUBSCRIPTION, keys: {} },
  ]) {
    expect((await post('/demo/push/send', { subscription, kind: 'show' })).status).toBe(400);
  }
  expect((await post('/demo/push/send', { subscription: SUBSCRIPTION, kind: 'toString' })).status).toBe(400);
  expect(pushed).toEqual([]);
});

test('the payment method leads to the worker, step by step', async () => {
  const method = await ask('/pay', { method: 'HEAD' });
  const manifest = /<(.*)>; rel="payment-method-manifest"/.exec(method.headers.get('link') ?? '')?.[1] ?? '';
  const { default_applications: apps } = await (await ask(manifest)).json();
  const app = await (await ask(apps[0])).json();
  expect(app.serviceworker).toEqual({ src: '/pay/sw.js', scope: '/pay/', use_cache: false });
});

test.each(REPORT_CASES)('the page of $kind names its endpoint', async ({ kind }) => {
  const response = await ask(`/reports-demo/${kind}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('reporting-endpoints')).toContain(`demo-${kind}="/reports/demo-${kind}"`);
  expect(await response.text()).toMatch(
    /<script src="\/offstage\.js" integrity="sha384-[^"]{64}" crossorigin>/,
  );
});

test('the field guide has four plates of one size', async () => {
  const plate = await ask('/demo/guide/4.svg');
  expect((await plate.arrayBuffer()).byteLength).toBe(Number(plate.headers.get('content-length')));
  expect((await ask('/demo/guide/5.svg')).status).toBe(404);
});
