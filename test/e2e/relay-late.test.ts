import type { LogClient, OffstageError } from '@offstage/sdk';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { startHost } from '../host/start-host.ts';
import { eventually } from '../kit/src/eventually.ts';
import { readLog } from '../log/read-log.ts';
import { waitForEntry } from '../log/wait-for-entry.ts';
import { registerSync } from '../scenarios/background-sync.ts';
import { type ChromiumStage, setStage } from '../scenarios/set-stage.ts';
import { bundleApp } from '../size/bundle-app.mjs';

// The SDK in a bundle, as a page's author builds it: what reads the log is a file of its own, loaded on the first use.

declare global {
  var received: number[];
  var heard: number;
}

const APP = "import { start } from '@offstage/sdk'; globalThis.offstage = start({ worker: '/sw.js' });";
const READER = /open-log/;

let stage: ChromiumStage;
/** Files that pages have asked for. */
let requested: string[] = [];
/** What becomes of a request for the file that reads the log. */
let answerReader: (() => Promise<'serve' | 'fail'>) | undefined;
const tabs: Page[] = [];

beforeAll(async () => {
  stage = await setStage();
  await serveBundle(stage.browser.context);
  return stage.close;
});
afterEach(async () => {
  answerReader = undefined;
  requested = [];
  for (const tab of tabs.splice(0)) await tab.close();
});

async function serveBundle(context: BrowserContext): Promise<void> {
  const { first, later } = await bundleApp(APP);
  const page = `<!doctype html><title>Bundled</title><script type="module" src="/${first[0].fileName}"></script>`;
  const files = new Map([...first, ...later].map(({ fileName, code }) => [`/${fileName}`, code]));
  await context.route(/\/(bundled|assets\/.*)$/, async (route) => {
    const { pathname } = new URL(route.request().url());
    requested.push(pathname);
    if (pathname === '/bundled') return route.fulfill({ contentType: 'text/html', body: page });
    const fails = READER.test(pathname) && (await answerReader?.()) === 'fail';
    if (fails) return route.abort();
    return route.fulfill({ contentType: 'text/javascript', body: files.get(pathname) ?? '' });
  });
}

async function openTab(origin: string = stage.host.origin): Promise<Page> {
  const tab = await stage.browser.context.newPage();
  tabs.push(tab);
  await tab.goto(`${origin}/bundled`);
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return tab;
}

const wasRequested = (file: RegExp): boolean => requested.some((name) => file.test(name));

test('a page that does not look at the log loads nothing for it, and its worker hears nothing of us', async () => {
  const other = await startHost({ tls: stage.browser.certificates, plugin: false });
  try {
    const tab = await openTab(other.origin);
    const worker = stage.browser.context.serviceWorkers().find((each) => each.url().startsWith(other.origin));
    if (!worker) throw new Error('NO_WORKER: the host without the plugin has none');
    await worker.evaluate(() => {
      globalThis.heard = 0;
      addEventListener('message', () => {
        globalThis.heard += 1;
      });
    });
    const messages = (): Promise<number> => worker.evaluate(() => globalThis.heard);

    // All that a page does by itself has been done when it has written down how things stand.
    await waitForEntry(tab, { event: 'Registration state' });
    await tab.evaluate(() => navigator.serviceWorker.controller?.postMessage('of the host'));
    await eventually(messages);
    expect([wasRequested(READER), await messages()]).toEqual([false, 1]);

    await tab.evaluate(() => void offstage.log.onState(() => undefined));
    await eventually(() => tab.evaluate(() => offstage.log.state === 'no-plugin'));
    expect([wasRequested(READER), await messages()]).toEqual([true, 2]);
  } finally {
    await other.close();
  }
});

test('a subscription counts from its call, though its code comes much later', async () => {
  const tab = await openTab();
  await waitForEntry(tab, { event: 'Registration state' });
  let serve = (): void => {};
  answerReader = () =>
    new Promise((resolve) => {
      serve = () => resolve('serve');
    });
  await registerSync(tab, 'before');
  await waitForEntry(tab, { event: 'Sync completed', instanceId: 'before' });
  const before = (await readLog(tab)).at(-1)?.seq ?? 0;
  await tab.evaluate(() => {
    globalThis.received = [];
    offstage.log.subscribe((batch) => received.push(...batch.map(({ seq }) => seq)));
    offstage.log.subscribe(() => received.push(Number.NaN))();
  });
  for (const tag of ['one', 'two', 'three']) await registerSync(tab, tag);
  await waitForEntry(tab, { event: 'Sync completed', instanceId: 'three' });
  await stage.browser.workers.stopAll();
  await eventually(() => wasRequested(READER));
  expect(await tab.evaluate(() => [offstage.log.state, received.length])).toEqual(['connecting', 0]);
  serve();
  await registerSync(tab, 'after');
  await waitForEntry(tab, { event: 'Sync completed', instanceId: 'after' });
  const expected = (await readLog(tab)).map(({ seq }) => seq).filter((seq) => seq > before);
  await eventually(() => tab.evaluate((last) => received.includes(last), expected.at(-1) ?? 0));
  expect(await tab.evaluate(() => received)).toEqual(expected);
});

test('where the code cannot be had the page goes on, what reads the log says so, and the next use tries again', async () => {
  answerReader = async () => 'fail';
  const tab = await openTab();
  const outcome = await tab.evaluate(async () => {
    const log: LogClient = offstage.log;
    const settled = await Promise.all([
      log.read().catch((error: OffstageError) => `${error.code}: ${(error.cause as Error).message}`),
      log.worker(),
      log.alive(),
    ]);
    return [...settled, log.state];
  });
  expect(outcome).toEqual([
    expect.stringMatching(/^LOG_UNAVAILABLE: .*open-log/),
    undefined,
    undefined,
    'no-log',
  ]);
  await registerSync(tab, 'without a reader');
  const called = await waitForEntry(tab, { event: 'Registered sync', instanceId: 'without a reader' });
  expect(called.context).toBe('page');

  answerReader = undefined;
  expect(await tab.evaluate(async () => (await offstage.log.read({ limit: 1 })).length)).toBe(1);
});
