import { VERSION } from '@offstage/sw-plugin/internal/version';
import type { Entry } from '@offstage/sw-plugin/log';
import { expect, test } from 'vitest';
import { type AdviceFacts, advice } from './advice.ts';
import { isOwnMachine } from './is-own-machine.ts';

const SCRIPT = 'https://app.localhost/sw.js';
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
const ANDROID_VIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/156.0.0.0 Mobile Safari/537.36';
const APPLE_VIEW =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

const entry = (event: string, detail: object, more: object = {}): Entry =>
  ({ event, detail, scriptURL: SCRIPT, time: 2_000, ...more }) as unknown as Entry;

const ask = (entries: readonly Entry[], more: Partial<AdviceFacts> = {}): readonly string[] =>
  advice({ entries, script: SCRIPT, userAgent: CHROME, push: true, since: 1_000, ...more });

test('says nothing where all is as it should be', () => {
  expect(
    ask([entry('Worker started', { version: VERSION }), entry('Worker started', { version: '0.0.1' })]),
  ).toEqual([]);
  expect(ask([])).toEqual([]);
});

test('an old copy of the plugin: both versions, and what to copy', () => {
  const said = ask([
    entry('Worker started', { version: VERSION }, { scriptURL: 'https://app.localhost/other.js' }),
    entry('Worker started', { version: '0.0.1' }),
    entry('Worker started', { version: VERSION }),
  ]);
  expect(said).toEqual([
    `${SCRIPT} has plugin 0.0.1, this page ${VERSION}: run npx offstage init, or build the worker anew`,
  ]);
});

test.each([
  "Failed to register a ServiceWorker for scope ('https://app.localhost/') with script ('https://app.localhost/sw.js'): The script has an unsupported MIME type ('text/html').",
  'ServiceWorker script at https://app.localhost/sw.js for scope https://app.localhost/ encountered an error: bad Content-Type of “text/html”',
  'MIME Type is not a JavaScript MIME type',
])('a web page in place of a worker’s script: %s', (message) => {
  const refused = entry('register() rejected', { url: '/sw.js', error: { message } });
  expect(ask([refused])).toEqual([
    expect.stringMatching(/^\/sw\.js is a web page, no script: put .*devOptions/),
  ]);
  expect(ask([refused], { since: 3_000 })).toEqual([]);
});

test('a refusal for another reason is the browser’s to tell', () => {
  expect(
    ask([entry('register() rejected', { url: '/sw.js', error: { message: 'Operation is insecure' } })]),
  ).toEqual([]);
});

test.each([
  [ANDROID_VIEW, false, true],
  [APPLE_VIEW, false, true],
  [ANDROID_VIEW, true, false],
  [CHROME, false, false],
  [SAFARI, false, false],
])('%s, push: %s: is told: %s', (userAgent, push, told) => {
  expect(ask([], { userAgent, push })).toEqual(
    told ? [expect.stringMatching(/^no push in this WebView/)] : [],
  );
});

test.each([
  ['localhost', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['localhost.example', false],
  ['app.example', false],
  ['notlocalhost', false],
])('%s is the developer’s own machine: %s', (hostname, own) => {
  expect(isOwnMachine({ hostname })).toBe(own);
});
