import { readFileSync } from 'node:fs';
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
    const registration = await navigator.serviceWorker.getRegistration(`/${name}/`);
    const done = await registration?.unregister();
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
