import { expect, test } from 'vitest';
import { bodyMembers } from './body-members.ts';
import { browserOf } from './browser-of.ts';
import { noiseOf } from './noise-of.ts';

const PAGE = 'https://a.example/page';
const noise = (body: object, url = PAGE, userAgent = '') =>
  noiseOf(url, bodyMembers(body), browserOf(userAgent));

test.each([
  [{ blockedURL: 'chrome-extension://abc/x.js' }, 'extension:chrome-extension'],
  [{ 'blocked-uri': 'moz-extension' }, 'extension:moz-extension'],
  [{ sourceFile: 'safari-web-extension:12:34' }, 'extension:safari-web-extension'],
  [{ 'source-file': 'webkit-masked-url://hidden/' }, 'extension:webkit-masked-url'],
  [{ blockedURL: 'about' }, 'internal:about'],
  [{ blockedURL: 'data:text/html,chromewebdata' }, 'internal:chromewebdata'],
  [{ blockedURL: 'https://x.superfish.com/a.js' }, 'injected:superfish.com'],
  [{ sourceFile: 'http://gc.kis.v2.scr.kaspersky-labs.com/x' }, 'injected:kaspersky-labs.com'],
  [{ blockedURL: 'http://localhost:3000/x' }, 'injected:loopback'],
  [{ blockedURL: 'http://127.9.9.9:1/x' }, 'injected:loopback'],
  [{ blockedURL: 'wss://127.0.0.1:28317/' }, 'injected:loopback'],
  [{ blockedURL: 'http://[::1]:80/x' }, 'injected:loopback'],
  [{ blockedURL: 'http://10.18.44.201:15871/block.js' }, 'injected:private'],
  [{ blockedURL: 'http://172.31.0.1/x' }, 'injected:private'],
  [{ blockedURL: 'https://192.168.1.1' }, 'injected:private'],
  [{ blockedURL: 'http://169.254.1.2/x' }, 'injected:private'],
  [{ sourceFile: 'http://user@100.64.3.4:8080/x.js' }, 'injected:private'],
  [{ blockedURL: 'http://[fe80::1]/x' }, 'injected:private'],
  [{ blockedURL: 'http://[fd12:3456::7]:3128/x' }, 'injected:private'],
  [{ blockedURL: 'http://proxy/block' }, 'injected:unlisted'],
  [{ blockedURL: 'https://filter.corp:8443/x' }, 'injected:unlisted'],
  [{ blockedURL: 'http://fritz.box.lan./x' }, 'injected:unlisted'],
  [{ blockedURL: 'wss://gc.kis.v2.scr.kaspersky-labs.com/ws' }, 'injected:kaspersky-labs.com'],
  [{ blockedURL: 'https://nimbus.bitdefender.net/' }, 'injected:nimbus.bitdefender.net'],
  [{ blockedURL: 'self', 'script-sample': 'var x="moz-extension://1-2/"' }, 'sample:moz-extension'],
])('tags %o', (body, rule) => {
  expect(noise(body)).toBe(rule);
});

test.each([
  [{ blockedURL: 'inline' }],
  [{ blockedURL: 'eval' }],
  [{ blockedURL: 'self' }],
  [{ blockedURL: 'data' }],
  [{ blockedURL: 'blob' }],
  [{ blockedURL: '' }],
  [{ blockedURL: 'https://cdn.example/' }],
  [{ blockedURL: 'https://cdn.test/' }],
  [{ blockedURL: 'https://172.32.0.1/' }],
  [{ blockedURL: 'https://11.0.0.1/' }],
  [{ blockedURL: 'https://[2606:4700::1111]/' }],
  [{ blockedURL: 'https://10.example.com/' }],
  [{ blockedURL: 'https://shop.co.uk/' }],
  [{ blockedURL: 'https://someone.github.io/' }],
  [{ blockedURL: 'wss://live.example.net/' }],
  [{ blockedURL: 'https://xn--bcher-kva.ch/' }],
  [{ blockedURL: 'https://localhost.example/' }],
  [{ blockedURL: 'https://notsuperfish.com/' }],
  [{ blockedURL: 'https://superfish.com.example/' }],
  [{ sample: 'moz-extensions' }],
])('leaves %o alone', (body) => {
  expect(noise(body)).toBe('');
});

test('a document of the browser or of an extension is noise, that of a srcdoc frame is not', () => {
  expect(noise({ blockedURL: 'inline' }, 'chrome-extension://abc/popup.html')).toBe(
    'extension:chrome-extension',
  );
  expect(noise({ blockedURL: 'inline' }, 'about:blank')).toBe('internal:about');
  expect(noise({ blockedURL: 'inline' }, 'about:srcdoc')).toBe('');
});

test.each([
  ['http://localhost:1/', 'http://localhost:2/'],
  ['http://10.0.0.7/x', 'http://192.168.7.20/panel'],
  ['http://cdn.corp/x.js', 'https://app.corp/'],
  ['http://10.0.0.7/x', 'http://intranet/'],
  ['http://proxy/x', 'http://127.0.0.1:8080/'],
])('%s is a finding on %s, which is not public itself', (blockedURL, document) => {
  expect(noise({ blockedURL }, document)).toBe('');
});

test.each([
  ['https://shop-example.translate.goog/cart', 'proxied:translate.goog'],
  ['https://translate.googleusercontent.com/translate_c', 'proxied:translate.googleusercontent.com'],
  ['https://web.archive.org/web/2026/https://a.example/', 'proxied:web.archive.org'],
  ['https://translate.goog.example/', ''],
])('a page that somebody else serves on is theirs: %s', (document, rule) => {
  expect(noise({ blockedURL: 'https://cdn.example/x.js' }, document)).toBe(rule);
});

test('what an app writes into the pages that it shows is its own, and what they load is not', () => {
  const app =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/530.0.0]';
  expect(noise({ blockedURL: 'inline' }, PAGE, app)).toBe('in-app:Facebook');
  expect(noise({ blockedURL: 'eval' }, PAGE, app)).toBe('in-app:Facebook');
  expect(noise({ blockedURL: 'https://cdn.example/x.js' }, PAGE, app)).toBe('');
  expect(noise({ message: 'deprecated' }, PAGE, app)).toBe('');
});
