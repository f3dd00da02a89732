import { readFileSync } from 'node:fs';
import { diagnose, type Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { type App, launch } from '../kit/src/index.ts';
import { serve } from '../kit/src/loopback/serve.ts';

// A call that the browser refuses is in the log with the error that the app got, whether the app reads it or not.

/** Expressions that Chromium refuses while permissions are denied, by the call's name in the log. */
const IN_PAGE: Readonly<Record<string, string>> = {
  'pushManager.subscribe()': 'registration.pushManager.subscribe({ userVisibleOnly: true })',
  'showNotification()': "registration.showNotification('refused')",
  'new Notification()': "new Notification('refused', { actions: [{ action: 'a', title: 'A' }] })",
  'register()': "navigator.serviceWorker.register('/missing.js', { scope: '/missing/' })",
  'sync.register()': "registration.sync.register('refused')",
  'periodicSync.register()': "registration.periodicSync.register('refused', { minInterval: 1 })",
  'backgroundFetch.fetch()': "registration.backgroundFetch.fetch('refused', [])",
  'Notification.requestPermission()': 'Notification.requestPermission(1)',
};

const IN_WORKER: Readonly<Record<string, string>> = {
  'new Notification()': "new Notification('refused')",
  'pushManager.subscribe()': 'registration.pushManager.subscribe({ userVisibleOnly: true })',
  'showNotification()': "registration.showNotification('refused')",
  'clients.openWindow()': "clients.openWindow('/page')",
  'focus()': "clients.matchAll({ type: 'window' }).then(([client]) => client.focus())",
  'sync.register()': "registration.sync.register('refused')",
  'periodicSync.register()': "registration.periodicSync.register('refused', { minInterval: 1 })",
  'backgroundFetch.fetch()': "registration.backgroundFetch.fetch('refused', '/page')",
};

const PERMISSIONS = ['notifications', 'background-sync', 'periodic-background-sync', 'background-fetch'];

/** Evaluates an expression, and tells of the error that the app caught, or that the browser reported as unhandled. */
const TRY = `
  globalThis.attempt = (text, caught) => new Promise((resolve) => {
    const told = ({ name, message }) => resolve({ name, message });
    const call = async () => { await (0, eval)(text); };
    if (caught) return call().then(() => resolve(undefined), told);
    addEventListener('unhandledrejection', (event) => { event.preventDefault(); told(event.reason); }, { once: true });
    call().then(() => resolve(undefined));
  });`;

const WORKER = `
  importScripts('/offstage-sw.js');
  ${TRY}
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('message', ({ data: [text, caught], ports: [port] }) => {
    attempt(text, caught).then((error) => port.postMessage(error));
  });`;

const PAGE = `<!doctype html><title>Refused</title><link rel="icon" href="data:," />
<script src="/offstage.js" data-worker="/sw.js"></script><script>${TRY}</script>`;

const built = (name: string): Buffer => readFileSync(new URL(`../../${name}`, import.meta.url));

const FILES: Readonly<Record<string, readonly [type: string, body: () => string | Buffer]>> = {
  '/page': ['text/html', () => PAGE],
  '/sw.js': ['text/javascript', () => WORKER],
  '/offstage.js': ['text/javascript', () => built('sdk/dist/offstage.js')],
  '/offstage-sw.js': ['text/javascript', () => built('sw-plugin/dist/offstage-sw.js')],
};

interface Told {
  readonly name: string;
  readonly message: string;
}

let app: App;

beforeAll(async () => {
  const site = await serve(({ url = '' }, response) => {
    const [type, body] = FILES[url] ?? ['text/plain', undefined];
    response.writeHead(body ? 200 : 404, { 'Content-Type': type }).end(body?.());
  });
  const url = `http://localhost:${site.port}/page`;
  app = await launch({ url, plugin: 'none' });
  for (const name of PERMISSIONS) await app.setPermission(name, 'denied');
  await app.page.goto(url);
  await app.page.evaluate(async () => {
    Object.assign(globalThis, { registration: await navigator.serviceWorker.ready });
  });
  return () => app.close().then(site.close);
});

const inPage = (text: string, caught: boolean): Promise<Told | undefined> =>
  app.page.evaluate(
    ([text, caught]) =>
      (globalThis as unknown as { attempt(text: string, caught: boolean): Promise<Told> }).attempt(
        text,
        caught,
      ),
    [text, caught] as const,
  );

const inWorker = (text: string, caught: boolean): Promise<Told | undefined> =>
  app.page.evaluate(
    (message) =>
      new Promise<Told | undefined>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(message, [port2]));
      }),
    [text, caught] as const,
  );

/** Lines that say that this call failed. */
async function refusals(context: Entry['context'], call: string): Promise<readonly Entry[]> {
  const events = [`${call} rejected`, `${call} threw`];
  return (await app.log()).filter((entry) => entry.context === context && events.includes(entry.event));
}

describe.each([
  ['page', IN_PAGE, inPage],
  ['worker', IN_WORKER, inWorker],
] as const)('in a %s', (context, calls, attempt) => {
  test.each(Object.entries(calls))('%s', async (call, text) => {
    // Of an earlier try of this test there are lines as well.
    const before = (await refusals(context, call)).length;
    const got = [await attempt(text, true), await attempt(text, false)];
    expect(got, 'refused by the browser, caught and not').toEqual([
      { name: expect.any(String), message: expect.any(String) },
      got[0],
    ]);
    const logged = await eventually(
      async () => {
        const found = (await refusals(context, call)).slice(before);
        return found.length >= 2 && found;
      },
      { timeout: 5_000, what: `two lines of ${call}, each with ${JSON.stringify(got[0])}` },
    );
    expect(logged.map(({ detail }) => [detail.phase, detail.outcome])).toEqual([
      ['end', 'failed'],
      ['end', 'failed'],
    ]);
    expect(logged.map(({ detail }) => detail.error)).toMatchObject(got as Told[]);
  });
});

test('a background fetch that no worker may start is not called a denied permission', async () => {
  const error = await inWorker(IN_WORKER['backgroundFetch.fetch()'] as string, true);
  expect(error?.message).toContain('not allowed in service worker environments');
  const about = async (): Promise<readonly Finding[]> =>
    diagnose(await app.log()).filter(
      ({ rule, cause }) => rule === 'D30' && cause.includes('not allowed in service worker environments'),
    );
  const [finding] = await eventually(async () => {
    const found = await about();
    return found.length > 0 && found;
  });
  expect(finding?.cause).toContain('only in pages, not in a worker');
  expect(finding?.cause).not.toContain('permission');
});
