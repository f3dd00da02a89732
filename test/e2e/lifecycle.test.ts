import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';

// Nothing that other code waits for takes longer with the plugin: not even with a database that never opens, in which
// whatever waits for the log would wait for long.
const plugin = readFileSync(new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url), 'utf8');

/**
 * More than this, and something waited: for the database, which takes for ever. An event may be held for 100 ms; a busy
 * machine takes some hundred for a worker without us, too.
 */
const PATIENCE = 3_000;

const HANGS = 'IDBFactory.prototype.open = () => new EventTarget();';
const LOAD = `importScripts('/offstage-sw.js');`;
const HOST = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('push', (event) => event.waitUntil(new Promise((resolve) => setTimeout(resolve, 100))));`;

const FILES: Readonly<Record<string, string>> = {
  '/offstage-sw.js': plugin,
  '/without/sw.js': HANGS + HOST,
  '/with/sw.js': HANGS + LOAD + HOST,
  '/plain-without/sw.js': HOST,
  '/plain-with/sw.js': LOAD + HOST,
  '/sandbox-without/sw.js': HOST,
  '/sandbox-with/sw.js': LOAD + HOST,
};

let browser: Chromium;
let host: Served;

beforeAll(async () => {
  browser = await launchChromium();
  host = await serve((request, response) => {
    const file = FILES[request.url ?? ''];
    response.setHeader('content-type', file === undefined ? 'text/html' : 'text/javascript');
    if (request.url?.startsWith('/sandbox')) response.setHeader('content-security-policy', 'sandbox');
    response.end(file ?? '<!doctype html><title>host</title>');
  });
  await browser.grantPermissions(`http://localhost:${host.port}`);
  await browser.page.goto(`http://localhost:${host.port}`);
});
afterAll(() => browser.close().then(host.close));

/** Registers a worker; returns what it came to, and after how many milliseconds. */
const register = (name: string) =>
  browser.page.evaluate(async (name) => {
    const began = performance.now();
    try {
      const { installing } = await navigator.serviceWorker.register(`/${name}/sw.js`);
      const ends = ['activated', 'redundant'];
      while (!ends.includes(installing?.state ?? 'redundant'))
        await new Promise((next) => setTimeout(next, 2));
      return { state: installing?.state, took: performance.now() - began };
    } catch (error) {
      return { state: String(error), took: performance.now() - began };
    }
  }, name);

const unregister = (name: string) =>
  browser.page.evaluate(async (name) => {
    const began = performance.now();
    // Not `getRegistration()`, which may have forgotten it: see below.
    const all = await navigator.serviceWorker.getRegistrations();
    const done = await all.find(({ scope }) => scope.endsWith(`/${name}/`))?.unregister();
    return { done, took: performance.now() - began };
  }, name);

describe.each(['without', 'with'])('%s the plugin', (name) => {
  test('a worker is active as soon as it is installed', async () => {
    const { state, took } = await register(name);
    expect(state).toBe('activated');
    expect(took).toBeLessThan(PATIENCE);
    await unregister(name);
  });

  test('a registration that is given up at once is gone at once, and can be made anew', async () => {
    const { left, took } = await browser.page.evaluate(async (name) => {
      const began = performance.now();
      const registration = await navigator.serviceWorker.register(`/${name}/sw.js`);
      await registration.unregister();
      const scopes = async () =>
        (await navigator.serviceWorker.getRegistrations()).filter(({ scope }) => scope.endsWith(`/${name}/`));
      const left = (await scopes()).length;
      return { left, took: performance.now() - began };
    }, name);
    expect(left).toBe(0);
    expect(took).toBeLessThan(PATIENCE);
    const again = await register(name);
    expect(again.state).toBe('activated');
    expect(again.took).toBeLessThan(PATIENCE);
    await unregister(name);
  });

  test('an unregistration waits for a push no longer than its handler does', async () => {
    const scope = `http://localhost:${host.port}/${name}/`;
    await register(name);
    await eventually(() => browser.workers.registrations.has(scope), { what: 'the registration' });
    await browser.workers.deliverPush(scope, 'one');
    const began = performance.now();
    expect((await unregister(name)).done).toBe(true);
    await eventually(() => !browser.workers.registrations.has(scope), { every: 5, what: 'it is gone' });
    // The handler takes 100 ms.
    expect(performance.now() - began).toBeLessThan(PATIENCE);
  });

  test('a worker in a sandbox, without an origin of its own, can be registered', async () => {
    expect((await register(`sandbox-${name}`)).state).toBe('activated');
  });
});

// What web-platform-tests' getregistrations.https.html does after other pages have been there: their registrations are
// given up one by one, and none of them may be left.
describe.each(['without', 'with', 'plain-without', 'plain-with'])('%s the plugin', (name) => {
  /** Scopes below `/NAME/`, of all registrations that there are. */
  const scopes = (): Promise<string[]> =>
    browser.page.evaluate(async (name) => {
      const all = await navigator.serviceWorker.getRegistrations();
      const paths = all.map(({ scope }) => new URL(scope).pathname);
      return paths.filter((path) => path.startsWith(`/${name}/`)).sort();
    }, name);
  const registered = (page: Page, path: string): Promise<void> =>
    page.evaluate(
      async ([name, path]) => {
        await navigator.serviceWorker.register(`/${name}/sw.js`, { scope: `/${name}/${path}/` });
      },
      [name, path] as const,
    );
  const giveUpAll = (): Promise<void> =>
    browser.page.evaluate(async (name) => {
      for (const registration of await navigator.serviceWorker.getRegistrations())
        if (registration.scope.includes(`/${name}/`)) await registration.unregister();
    }, name);

  test('what other pages have registered a moment ago is gone when it is given up', async () => {
    for (const path of ['one', 'two', 'three']) {
      const other = await browser.context.newPage();
      await other.goto(`http://localhost:${host.port}/other`);
      await registered(other, path);
      await other.close();
    }
    await giveUpAll();
    expect(await scopes()).toEqual([]);
    await registered(browser.page, 'four');
    expect(await scopes()).toEqual([`/${name}/four/`]);
    await registered(browser.page, 'five');
    expect(await scopes()).toEqual([`/${name}/five/`, `/${name}/four/`]);
    await giveUpAll();
    expect(await scopes()).toEqual([]);
  });

  test('one that has a page, and a push under way, is gone for whoever asks', async () => {
    await registered(browser.page, 'held');
    const scope = `http://localhost:${host.port}/${name}/held/`;
    // Chromium keeps an origin's scopes in memory: who asks `getRegistration()` just when one is stored may make it
    // forget that one, which then controls no page either, with or without us. What is stored is in `getRegistrations()`.
    await eventually(
      () =>
        browser.page.evaluate(async (scope) => {
          const all = await navigator.serviceWorker.getRegistrations();
          return all.some((one) => one.scope === scope && one.active?.state === 'activated');
        }, scope),
      { timeout: 30_000, what: 'an active worker' },
    );
    const controlled = await browser.context.newPage();
    await controlled.goto(`${scope}page`);
    await eventually(() => browser.workers.registrations.has(scope), { timeout: 30_000, what: scope });
    await browser.workers.deliverPush(scope, 'one');
    await giveUpAll();
    expect(await scopes()).toEqual([]);
    await controlled.close();
  });
});
