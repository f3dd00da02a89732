import { readFileSync } from 'node:fs';
import type { Entry } from '@offstage/sw-plugin/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { askWorker } from '../browsers/ask-worker.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { registerWorker } from '../invisible/register-worker.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import { readLog } from '../log/read-log.ts';

// Installed twice, undone, and in two versions beside each other on one origin.
const plugin = readFileSync(new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url), 'utf8');

/** What the plugin patches, by interface and method; a browser may lack some. */
const PATCHED = {
  ExtendableEvent: ['waitUntil'],
  EventTarget: ['addEventListener'],
  ServiceWorkerRegistration: ['showNotification'],
  Notification: ['close'],
  SyncManager: ['register'],
  PeriodicSyncManager: ['register', 'unregister'],
  PushManager: ['subscribe'],
  PushSubscription: ['unsubscribe'],
  BackgroundFetchRegistration: ['abort'],
  BackgroundFetchUpdateUIEvent: ['updateUI'],
  PaymentRequestEvent: ['respondWith', 'changePaymentMethod', 'openWindow'],
  CanMakePaymentEvent: ['respondWith'],
  AbortPaymentEvent: ['respondWith'],
  Clients: ['openWindow'],
  WindowClient: ['focus', 'navigate'],
};

/** Returns which methods are not those that were there before the first copy of the plugin. */
const worker = (...copies: readonly string[]): string => `
  const methods = Object.entries(${JSON.stringify(PATCHED)}).flatMap(([name, list]) =>
    list.filter((method) => self[name]?.prototype[method]).map((method) => [name, method]));
  const natives = methods.map(([name, method]) => self[name].prototype[method]);
  ${copies.map((copy) => `importScripts('${copy}');`).join('\n')}
  let pushes = 0;
  addEventListener('install', () => skipWaiting());
  addEventListener('push', (event) => { pushes += 1; event.waitUntil(Promise.resolve()); });
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data === 'undo') self[Symbol.for('offstage')]();
    port.postMessage({
      pushes,
      installed: Symbol.for('offstage') in self,
      patched: methods.filter(([name, method], n) => self[name].prototype[method] !== natives[n]).map(String),
      all: methods.length,
    });
  });
`;

interface State {
  readonly pushes: number;
  readonly installed: boolean;
  readonly patched: readonly string[];
  readonly all: number;
}

const FILES: Readonly<Record<string, string>> = {
  '/offstage-sw.js': plugin,
  '/copy.js': plugin,
  '/older.js': plugin.replace(/(["'`])0\.1\.0\1/, '"0.0.9"'),
  '/twice/sw.js': worker('/offstage-sw.js', '/copy.js'),
  '/undo/sw.js': worker('/offstage-sw.js'),
  '/new/sw.js': worker('/offstage-sw.js'),
  '/old/sw.js': worker('/older.js'),
  '/listening/sw.js': `
    addEventListener('install', () => skipWaiting());
    addEventListener('push', (event) => event.waitUntil(Promise.reject(new Error('refused'))));
    importScripts('/offstage-sw.js');`,
  '/refusing/sw.js': `importScripts('/offstage-sw.js');
    addEventListener('install', (event) => event.waitUntil(Promise.reject(new Error('no cache'))));`,
};

let browser: Chromium;
let host: Served;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  host = await serve((request, response) => {
    const file = FILES[request.url ?? ''];
    response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript');
    response.end(file ?? '<!doctype html><title>host</title>');
  });
  origin = `http://localhost:${host.port}`;
  await browser.grantPermissions(origin);
  await browser.page.goto(origin);
});
afterAll(() => browser.close().then(host.close));

/** Registers `/NAME/sw.js` and waits until it is active. */
const register = (name: string): Promise<string> =>
  registerWorker(evaluateIn(browser.page), `/${name}/sw.js`, 'classic');

const ask = (name: string, question: 'state' | 'undo'): Promise<State | undefined> =>
  askWorker(evaluateIn(browser.page), `/${name}/`, question);

const entriesOf = async (name: string): Promise<Entry[]> =>
  (await readLog(browser.page)).filter(({ scope }) => scope === `${origin}/${name}/`);

const endsOf = async (name: string): Promise<number> =>
  (await entriesOf(name)).filter(({ event }) => event === 'Push event completed').length;

async function push(name: string, data: string): Promise<void> {
  await browser.workers.deliverPush(`${origin}/${name}/`, data);
}

test('installed twice, it is there once', async () => {
  await register('twice');
  await push('twice', 'one');
  await eventually(async () => (await endsOf('twice')) > 0, { what: 'the end of the push' });
  const events = (await entriesOf('twice')).map(({ event }) => event);
  expect(events.filter((event) => event === 'Worker started')).toHaveLength(1);
  expect(events.filter((event) => event === 'Push event dispatched')).toHaveLength(1);
  expect(events.filter((event) => event === 'Push event completed')).toHaveLength(1);
});

test('undone, everything is native again, the host goes on and nothing more is written', async () => {
  await register('undo');
  const before = await ask('undo', 'state');
  expect(before).toMatchObject({ installed: true });
  expect(before?.patched).toHaveLength(Number(before?.all));
  await push('undo', 'seen');
  await eventually(async () => (await endsOf('undo')) === 1, { what: 'the end of the first push' });

  const after = await ask('undo', 'undo');
  expect(after).toMatchObject({ patched: [], installed: false });
  await push('undo', 'unseen');
  await eventually(async () => (await ask('undo', 'state'))?.pushes === 2, { what: 'the second push' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await endsOf('undo')).toBe(1);
});

test('two scopes and two versions of the plugin share the log', async () => {
  await register('new');
  await register('old');
  for (let n = 0; n < 20; n += 1) await push(n % 2 ? 'old' : 'new', `${n}`);
  for (const name of ['new', 'old']) {
    await eventually(async () => (await endsOf(name)) === 10, { what: `all pushes of ${name}` });
  }
  const versions = (await readLog(browser.page))
    .filter(({ event, scope }) => event === 'Worker started' && /(new|old)\/$/.test(scope))
    .map(({ detail }) => detail.version);
  expect(new Set(versions)).toEqual(new Set(['0.1.0', '0.0.9']));
  const all = await readLog(browser.page);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('an installation that fails is told, though the browser ends the worker at once', async () => {
  const times = 10;
  for (let n = 0; n < times; n += 1) {
    await browser.page.evaluate(async () => {
      const { installing } = await navigator.serviceWorker.register('/refusing/sw.js');
      while (installing?.state !== 'redundant') await new Promise((resolve) => setTimeout(resolve, 1));
    });
  }
  const failed = async () =>
    (await entriesOf('refusing')).filter(
      ({ event, detail }) => event === 'install event completed' && detail.error?.message === 'no cache',
    ).length;
  await eventually(async () => (await failed()) === times, { what: `${times} failed installations` });
});

test('loaded after the host has listened, it still sees what its listeners wait for', async () => {
  await register('listening');
  await push('listening', 'one');
  await eventually(async () => (await endsOf('listening')) === 1, { what: 'the end of the push' });
  const end = (await entriesOf('listening')).find(({ event }) => event === 'Push event completed');
  expect(end).toMatchObject({
    metadata: { Status: 'waitUntil Rejected' },
    detail: { outcome: 'failed', error: { message: 'refused' } },
  });
});
