import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { askWorker } from '../browsers/ask-worker.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { FAULT_SOURCES } from '../fences/fault-sources.ts';
import { activate, faultsOf } from '../fences/page-half.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';

// What fails in the plugin is counted: each fault once, for this start of the worker; and each entry that is lost, for good.
const built = (file: string): Buffer => readFileSync(new URL(`../../${file}`, import.meta.url));

/** Shows nothing, so that the plugin asks for the windows that are open. */
const HOST = `
  let pushes = 0;
  addEventListener('install', () => skipWaiting());
  addEventListener('push', (event) => { pushes += 1; event.waitUntil(Promise.resolve()); });
  addEventListener('message', ({ data, ports: [port] }) => { if (data === 'pushes') port.postMessage(pushes); });`;
const LOAD = `importScripts('/offstage-sw.js');`;
const WORKERS: readonly string[] = ['', ...Object.values(FAULT_SOURCES)].map(
  (sabotage) => sabotage + LOAD + HOST,
);
/** The app's own last word fails for one entry. */
const LOSING = `
  let lost;
  self.offstageOptions = { redact(entry) {
    if (lost || entry.event !== 'Push event dispatched') return entry;
    lost = true;
    throw new Error('redact');
  } };${LOAD}${HOST}`;

let browser: Chromium;
let host: Served;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  host = await serve((request, response) => {
    const [, number] = /^\/(\d+)\/sw\.js$/.exec(request.url ?? '') ?? [];
    const scripts: Record<string, string | Buffer> = {
      '/offstage-sw.js': built('sw-plugin/dist/offstage-sw.js'),
      '/offstage.js': built('sdk/dist/offstage.js'),
      '/losing/sw.js': LOSING,
    };
    const script = number === undefined ? scripts[request.url ?? ''] : WORKERS[+number];
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? '<!doctype html><title>host</title><script src="/offstage.js"></script>');
  });
  origin = `http://localhost:${host.port}`;
  await browser.grantPermissions(origin);
  await browser.page.goto(origin);
});
afterAll(() => browser.close().then(host.close));

/** Delivers a push and waits until the host has it. */
async function push(scope: string): Promise<void> {
  const url = origin + scope;
  await eventually(() => browser.workers.registrations.has(url), { timeout: 30_000, what: url });
  await browser.workers.deliverPush(url, 'one');
  const came = (): Promise<number | undefined> => askWorker(evaluateIn(browser.page), scope, 'pushes');
  await eventually(async () => Number(await came()) > 0, { timeout: 30_000, what: 'the push' });
}

/** What is counted settles in tasks of its own. */
const faults = async (scope: string, count: number): Promise<void> => {
  const look = async () => (await faultsOf(evaluateIn(browser.page), scope)) === count;
  await eventually(look, { timeout: 30_000, what: `${count} faults` });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await look()).toBe(true);
};

test.each(['nothing', ...Object.keys(FAULT_SOURCES)].map((what, number) => ({ what, number })))(
  'a fault in $what is counted once, and anew by the next start',
  async ({ number }) => {
    const scope = `/${number}/`;
    expect(await activate(evaluateIn(browser.page), scope, 'classic')).toBe('activated');
    await push(scope);
    await faults(scope, Math.min(number, 1));
    await browser.workers.stopAll();
    await push(scope);
    await faults(scope, Math.min(number, 1));
  },
  90_000,
);

test('an entry that is lost is counted in what a page reads, and stays counted', async () => {
  const dropped = (): Promise<number> =>
    browser.page.evaluate(async () => {
      const log = (globalThis as unknown as { offstage: typeof import('@offstage/sdk') }).offstage.openLog();
      const usage = await log.usage();
      log.close();
      return usage.dropped;
    });
  const before = await dropped();
  expect(await activate(evaluateIn(browser.page), '/losing/', 'classic')).toBe('activated');
  await push('/losing/');
  const one = async () => (await dropped()) === before + 1;
  await eventually(one, { timeout: 30_000, what: 'the lost entry' });
  // It is no failure of ours.
  expect(await faultsOf(evaluateIn(browser.page), '/losing/')).toBe(0);
  await browser.workers.stopAll();
  expect(await one()).toBe(true);
}, 60_000);
