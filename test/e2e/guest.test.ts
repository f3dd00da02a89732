import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import type { BrowserStage } from '../browsers/browser-stage.ts';
import { logOf } from '../browsers/log-of.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type CollectorAnswer, type Deployment, deployment, guestSite } from '../log/guest-site.ts';

// What an app may expect of a guest, whatever becomes of it: it does not lose, does not harm, and goes when it is told to.
describe.each(availableBrowsers())('$name', ({ setStage }) => {
  let stage: BrowserStage;
  let now: Deployment;

  beforeAll(async () => {
    now = deployment();
    stage = await setStage(guestSite(now));
    return () => stage.close().catch(() => undefined);
  });

  /** Ids in the log of what is to be sent. */
  const logged = async (): Promise<string[]> =>
    (await logOf(stage)).filter(({ service }) => service !== 'reporting').map(({ id }) => id);
  let missing: readonly string[] = [];
  const allArrived = async (): Promise<boolean> => {
    const ids = await logged();
    missing = ids.filter((id) => !now.taken.has(id));
    return ids.length > 0 && missing.length === 0;
  };
  let attempt = 0;

  test('no document is asked for twice', async () => {
    await delay(2_500);
    expect(now.requests.filter((each) => each.startsWith('HEAD'))).toEqual([]);
    await eventually(allArrived, { timeout: 30_000, what: () => `the upload: ${missing}` });
  });

  const ANSWERS: readonly (readonly [string, CollectorAnswer])[] = [
    ['400', (response) => response.writeHead(400).end()],
    ['415', (response) => response.writeHead(415).end()],
    [
      '200 with a web page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'),
    ],
    ['a redirect to a page', (response) => response.writeHead(302, { location: '/blank' }).end()],
    ['503 for 3 seconds', (response) => response.writeHead(503, { 'retry-after': '3' }).end()],
  ];

  test.each(ANSWERS)(
    'a server that answers %s gets everything when it is well again',
    async (what, answer) => {
      now.answer = answer;
      attempt += 1;
      const address = `/?${encodeURIComponent(what)}-${attempt}`;
      // Those of the page before may come late, and it knows of no wait when it goes.
      const posts = () => now.posts.filter(({ from }) => from.endsWith(address));
      // The start of the page, its states, its calls.
      await stage.goto(stage.origin + address);
      await stage.evaluate(() => navigator.serviceWorker.register('/sw.js').then(() => undefined));
      // A page that goes before it has noted that the server is well leaves the wait that was in force.
      await eventually(() => posts().length > 0, { timeout: 30_000, what: 'a post' });
      await delay(2_000);
      expect(await allArrived()).toBe(false);
      now.answer = undefined;
      await eventually(allArrived, { timeout: 30_000, what: () => `the upload: ${missing}` });
      const [first = 0, second = 0] = posts().map(({ at }) => at);
      expect(posts().filter(({ at }) => at < first + 2_000).length).toBeLessThan(25);
      if (what.startsWith('503')) expect(second - first).toBeGreaterThanOrEqual(2_990);
    },
  );

  /** Registers this script in a scope of its own; whether it became active, and whether it answers. */
  const works = (script: string): Promise<boolean> =>
    stage.evaluate(async (name) => {
      try {
        const registration = await navigator.serviceWorker.register(name, { scope: `/only${name}` });
        const worker = registration.installing ?? registration.waiting ?? registration.active;
        await new Promise<void>((resolve, reject) => {
          const look = (): void => {
            if (worker?.state === 'activated') resolve();
            if (worker?.state === 'redundant') reject(new Error('redundant'));
          };
          worker?.addEventListener('statechange', look);
          look();
        });
        await registration.unregister();
        return true;
      } catch {
        return false;
      }
    }, script);

  test.each(['missing', 'page'] as const)('a plugin that is %s takes no worker down', async (plugin) => {
    now.plugin = plugin;
    await stage.goto(`${stage.origin}/blank`);
    expect(await works('/bare-sw.js')).toBe(false);
    expect(await works('/guarded-sw.js')).toBe(true);
    now.plugin = 'built';
  });

  test('a page and a worker that want Trusted Types are recorded', async () => {
    await stage.goto(`${stage.origin}/trusted`);
    const state = await stage.evaluate(async () => {
      const registration = await (globalThis as unknown as { offstage: { registration: Promise<object> } })
        .offstage.registration;
      return String((registration as ServiceWorkerRegistration | undefined)?.scope);
    });
    expect(state).toBe(`${stage.origin}/trusted/`);
    await eventually(
      async () =>
        (await logOf(stage)).some(
          ({ event, scriptURL }) => event === 'Worker started' && scriptURL.endsWith('/trusted-sw.js'),
        ),
      { timeout: 15_000, what: 'the worker in the log' },
    );
  });

  test('an open page and a running worker let go of the log, and write no other', async () => {
    // The page that uploads, until it is done: Firefox keeps a database that was being opened while its page went, for up
    // to a minute.
    await stage.goto(stage.origin);
    await eventually(allArrived, { timeout: 30_000, what: () => `the upload: ${missing}` });
    await stage.goto(`${stage.origin}/old`);
    const before = (await logged()).length;
    // Both have the log open: the page has written of a call, and the worker answers, and goes on running.
    await stage.evaluate(async () => {
      const { serviceWorker } = navigator;
      await serviceWorker.register('/sw.js');
      const { active } = await serviceWorker.ready;
      setInterval(() => active?.postMessage('live'), 100);
      await new Promise((resolve) => {
        serviceWorker.onmessage = resolve;
        serviceWorker.startMessages();
      });
    });
    await eventually(async () => (await logged()).length >= before + 2, { timeout: 30_000 });
    const left = await stage.evaluate(async () => {
      await (globalThis as unknown as { uninstall(): Promise<void> }).uninstall();
      // Both have something to write: a call of the page's, and a worker's start and messages.
      await navigator.serviceWorker.register('/sw.js');
      navigator.serviceWorker.controller?.postMessage('live');
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      return (await indexedDB.databases()).map(({ name }) => name);
    });
    expect(left).toEqual([]);
  }, 150_000);

  test('two loads after a deployment without the plugin nothing of it is left', async () => {
    await stage.goto(stage.origin);
    await eventually(allArrived, { timeout: 30_000, what: () => `the upload: ${missing}` });
    now.offstage = false;
    for (let load = 0; load < 2; load += 1) {
      await stage.goto(stage.origin);
      await eventually(() => stage.evaluate(() => document.title === 'uninstalled'), { timeout: 100_000 });
    }
    const left = await stage.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
      // Whoever listened on the channel would have written something.
      const channel = new BroadcastChannel('offstage');
      const heard: unknown[] = [];
      channel.onmessage = ({ data }) => heard.push(data);
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      channel.close();
      const later = (await indexedDB.databases()).map(({ name }) => name);
      return { databases, keys, heard, later };
    });
    expect(left).toEqual({ databases: [], keys: [], heard: [], later: [] });
  }, 240_000);
});
