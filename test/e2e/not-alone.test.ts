import { readFileSync } from 'node:fs';
import type { Entry } from '@offstage/sw-plugin/log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { evaluateIn } from '../browsers/evaluate-in.ts';
import { registerWorker } from '../invisible/register-worker.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type Served, serve } from '../kit/src/loopback/serve.ts';
import { readLog } from '../log/read-log.ts';

// What the log says where several things happen at once, and where it cannot have seen everything.
const plugin = readFileSync(new URL('../../sw-plugin/dist/offstage-sw.js', import.meta.url), 'utf8');

const LOAD = `importScripts('/offstage-sw.js');`;
const SKIP = `addEventListener('install', () => skipWaiting());`;
const wait = (ms: number) => `new Promise((resolve) => setTimeout(resolve, ${ms}))`;

const WORKERS: Readonly<Record<string, string>> = {
  errors: `${LOAD} ${SKIP}
    const fail = () => { throw new Error('of a listener'); };
    const WAYS = {
      throw() { throw new Error('of the handler'); },
      report() { try { fail(); } catch (error) { reportError(error); } },
      dispatch() {
        const target = new EventTarget();
        target.addEventListener('some', fail);
        target.dispatchEvent(new Event('some'));
      },
      abort() {
        const controller = new AbortController();
        controller.signal.addEventListener('abort', fail);
        controller.abort();
      },
    };
    addEventListener('push', (event) => {
      event.waitUntil(registration.showNotification('any'));
      WAYS[event.data.text()]();
    });`,
  together: `${LOAD} ${SKIP}
    addEventListener('push', (event) => event.waitUntil((async () => {
      const payload = event.data.text();
      if (payload === 'at once') await registration.showNotification(payload);
      await ${wait(150)};
      if (payload === 'shows') await registration.showNotification(payload);
      await ${wait(150)};
    })()));`,
  declarative: `Object.defineProperty(PushEvent.prototype, 'notification', { configurable: true, get: () => ({ title: 'of the payload' }) });
    ${LOAD} ${SKIP}
    addEventListener('push', (event) => event.waitUntil(Promise.resolve()));`,
  late: `addEventListener('push', (event) => event.waitUntil(registration.showNotification('unseen')));
    ${LOAD} ${SKIP}`,
  'late-handler': `onpush = (event) => { registration.showNotification('unseen'); };
    ${LOAD} ${SKIP}`,
  'late-unproved': `addEventListener('push', () => { registration.showNotification('unseen'); });
    ${LOAD} ${SKIP}`,
};

let browser: Chromium;
let host: Served;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  host = await serve((request, response) => {
    const url = request.url ?? '';
    const file = url === '/offstage-sw.js' ? plugin : WORKERS[url.split('/')[1] ?? ''];
    const script = file !== undefined && url.endsWith('.js');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ? file : '<!doctype html><title>host</title>');
  });
  origin = `http://localhost:${host.port}`;
  await browser.grantPermissions(origin);
  await browser.page.goto(origin);
});
afterAll(() => browser.close().then(host.close));

async function register(name: string): Promise<void> {
  await registerWorker(evaluateIn(browser.page), `/${name}/sw.js`, 'classic');
  const scope = `${origin}/${name}/`;
  await eventually(() => browser.workers.registrations.has(scope), { what: 'the registration' });
}

const entriesOf = async (name: string): Promise<readonly Entry[]> =>
  (await readLog(browser.page)).filter(({ scope }) => scope === `${origin}/${name}/`);

/** Delivers pushes at once; returns the end of each. */
async function ends(name: string, ...payloads: string[]): Promise<Entry[]> {
  // An earlier push may have had the same payload.
  const before = new Set((await entriesOf(name)).map(({ span }) => span));
  await Promise.all(payloads.map((each) => browser.workers.deliverPush(`${origin}/${name}/`, each)));
  return Promise.all(
    payloads.map((payload) =>
      eventually(
        async () => {
          const entries = await entriesOf(name);
          const start = entries.find(
            ({ span, metadata }) => metadata.Payload === payload && !before.has(span),
          );
          return entries.find(
            ({ span, event }) => start && span === start.span && event === 'Push event completed',
          );
        },
        { what: `the end of ${payload}` },
      ),
    ),
  );
}

describe('what is reported while a handler runs', () => {
  beforeAll(() => register('errors'));

  test('a handler that throws is said to have thrown', async () => {
    const [end] = await ends('errors', 'throw');
    expect(end?.detail).toMatchObject({
      outcome: 'failed',
      threw: true,
      error: { message: 'of the handler' },
    });
  });

  test.each(['report', 'dispatch', 'abort'])('one that goes on is not: %s', async (way) => {
    const [end] = await ends('errors', way);
    expect(end?.detail.outcome).toBe('ok');
    expect(end?.detail.threw).toBeUndefined();
    const uncaught = (await entriesOf('errors')).filter(({ event }) => event === 'Uncaught error');
    expect(uncaught.some(({ parent }) => parent === end?.span)).toBe(true);
  });
});

describe('two pushes that are open at once', () => {
  beforeAll(() => register('together'));

  test('a notification of either makes neither a success for certain', async () => {
    const pushes = await ends('together', 'shows', 'silent');
    for (const { detail } of pushes) {
      expect(detail).toMatchObject({ shown: 1, shownGuess: true });
      expect(detail.outcome).toBeUndefined();
    }
  });

  test('what was shown while a handler ran is that handler’s', async () => {
    const [shown, silent] = await ends('together', 'at once', 'silent');
    expect(shown?.detail).toMatchObject({ shown: 1, outcome: 'ok' });
    expect(shown?.detail.shownGuess).toBeUndefined();
    expect(silent?.detail).toMatchObject({ shown: 0, outcome: 'silent' });
  });

  test('one at a time is no guess', async () => {
    const [shows] = await ends('together', 'shows');
    expect(shows?.detail).toMatchObject({ shown: 1, outcome: 'ok' });
    expect(shows?.detail.shownGuess).toBeUndefined();
  });
});

test('a declarative push that the browser shows by itself is not silent', async () => {
  await register('declarative');
  const [end] = await ends('declarative', 'any');
  expect(end?.detail).toMatchObject({ shown: 0, outcome: 'ok' });
  expect((await entriesOf('declarative')).map(({ event }) => event)).not.toContain('No notification shown');
});

describe('loaded after the host has listened', () => {
  test.each([
    ['late', 'waitUntil'],
    ['late-handler', 'handler'],
    ['late-unproved', undefined],
  ])('%s: nothing is called silent that could not be seen', async (name, evidence) => {
    await register(name);
    const [end] = await ends(name, 'one');
    await ends(name, 'two');
    expect(end?.detail.outcome).toBeUndefined();
    expect(end?.detail.shown).toBeUndefined();
    const entries = await entriesOf(name);
    expect(entries.map(({ event }) => event)).not.toContain('No notification shown');
    const starts = new Set(entries.map(({ boot }) => boot)).size;
    const told = entries.filter(({ event }) => event === 'Plugin loaded late');
    expect(told).toHaveLength(evidence ? starts : 0);
    for (const { detail } of told) expect(detail).toMatchObject({ type: 'push', evidence });
  });
});
