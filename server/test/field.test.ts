import { createApp } from '@offstage/server';
import { beforeEach, expect, test } from 'vitest';
import { openTempStore } from './open-temp-store.ts';

const { store } = await openTempStore();
beforeEach(() => store.remove({}));

/** Of our own making, after what others report of the field. */
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const violation = (url: string, blockedURL: string, more: object = {}) => ({
  age: 1,
  type: 'csp-violation',
  url,
  user_agent: CHROME,
  body: { documentURL: url, blockedURL, effectiveDirective: 'script-src-elem' },
  ...more,
});
const app = createApp({ store, allowAnonymous: true });
const post = async (body: unknown, to = app, path = '/reports/csp') =>
  (await to.request(path, { method: 'POST', body: JSON.stringify(body) })).status;
const stored = () => store.list({ filter: {}, limit: 100 });

test('a company’s filter puts its own page in: noise, one problem, whatever its address', async () => {
  const page = 'https://tickets.example/buy';
  const hosts = ['10.1.2.3:8090', '10.9.8.7:8090', '192.168.44.1', '[fd00::17]:3128', '169.254.9.9'];
  expect(await post(hosts.map((host) => violation(page, `http://${host}/denied.js`)))).toBe(204);
  expect((await stored()).map(({ noise }) => noise)).toEqual(hosts.map(() => 'injected:private'));
  expect(await store.groups({ filter: {}, limit: 9, offset: 0, sort: 'count' })).toHaveLength(1);
  await post(violation('http://10.0.0.5/intranet', 'http://10.0.0.6/x.js'));
  expect((await stored())[0]?.noise).toBe('');
});

test('translated pages are noise, and browsers within apps have a name and a system', async () => {
  await post([
    violation('https://tickets-example.translate.goog/buy', 'https://cdn.example/x.js'),
    violation('https://tickets.example/buy', 'inline', {
      user_agent:
        'Mozilla/5.0 (Linux; Android 15; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/148.0.0.0 Mobile Safari/537.36 Instagram 397.0.0.29.80 Android',
    }),
    violation('https://tickets.example/buy', 'inline'),
  ]);
  const seen = (await stored()).map(({ noise, browser, browserVersion, os }) => [
    noise,
    browser,
    browserVersion,
    os,
  ]);
  expect(seen).toEqual([
    ['', 'Chrome', '150', 'Windows'],
    ['in-app:Instagram', 'Instagram', '397', 'Android'],
    ['proxied:translate.goog', 'Chrome', '150', 'Windows'],
  ]);
});

test('a frame with srcdoc counts as its embedder’s, also where only some origins are allowed', async () => {
  const report = (referrer: string) => ({
    'csp-report': {
      'document-uri': 'about:srcdoc',
      referrer,
      'blocked-uri': 'inline',
      'violated-directive': 'script-src',
    },
  });
  const choosy = createApp({
    store,
    allowAnonymous: true,
    policy: { allowOrigins: ['https://tickets.example'] },
  });
  expect(await post(report('https://tickets.example/buy'), choosy)).toBe(204);
  expect(await post(report('https://else.example/'), choosy)).toBe(204);
  expect((await stored()).map(({ origin, url, noise }) => [origin, url, noise])).toEqual([
    ['https://tickets.example', 'about:srcdoc', ''],
  ]);
});

test('equal reports of one request are different ones, and the same ones when they come again', async () => {
  const error = {
    age: 100,
    type: 'network-error',
    url: 'https://live.example/',
    body: { type: 'dns.name_not_resolved', method: 'GET', sampling_fraction: 1 },
  };
  const six = Array.from({ length: 6 }, () => error);
  expect(await post(six)).toBe(204);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await post(six.map((one) => ({ ...one, age: 700 })))).toBe(204);
  expect(await stored()).toHaveLength(6);
});

test('URLs lose their queries, unless they are to be kept', async () => {
  const secret = violation('https://tickets.example/buy?session=1', 'https://u:p@cdn.example/x.js?key=2');
  await post(secret);
  await post(secret, createApp({ store, allowAnonymous: true, policy: { stripQueries: false } }));
  const [kept, stripped] = await stored();
  expect(JSON.stringify(stripped)).not.toMatch(/session|key=|u:p/);
  expect(kept?.url).toBe('https://tickets.example/buy?session=1');
});
