import { expect, test } from 'vitest';
import { bodyMembers } from './body-members.ts';
import { noiseOf } from './noise-of.ts';

const PAGE = 'https://a.example/page';
const noise = (body: object, url = PAGE) => noiseOf(url, bodyMembers(body));

test.each([
  [{ blockedURL: 'chrome-extension://abc/x.js' }, 'extension:chrome-extension'],
  [{ 'blocked-uri': 'moz-extension' }, 'extension:moz-extension'],
  [{ sourceFile: 'safari-web-extension:12:34' }, 'extension:safari-web-extension'],
  [{ 'source-file': 'webkit-masked-url://hidden/' }, 'extension:webkit-masked-url'],
  [{ blockedURL: 'about' }, 'internal:about'],
  [{ blockedURL: 'data:text/html,chromewebdata' }, 'internal:chromewebdata'],
  [{ blockedURL: 'https://x.superfish.com/a.js' }, 'injected:superfish.com'],
  [{ sourceFile: 'http://gc.kis.v2.scr.kaspersky-labs.com/x' }, 'injected:kaspersky-labs.com'],
  [{ blockedURL: 'http://localhost:3000/x' }, 'injected:localhost'],
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
  [{ blockedURL: 'https://localhost.example/' }],
  [{ blockedURL: 'https://notsuperfish.com/' }],
  [{ blockedURL: 'https://superfish.com.example/' }],
  [{ sample: 'moz-extensions' }],
])('leaves %o alone', (body) => {
  expect(noise(body)).toBe('');
});

test('a document of the browser or of an extension is noise, one on the developer’s machine is not', () => {
  expect(noise({ blockedURL: 'inline' }, 'chrome-extension://abc/popup.html')).toBe(
    'extension:chrome-extension',
  );
  expect(noise({ blockedURL: 'inline' }, 'about:srcdoc')).toBe('internal:about');
  expect(noise({ blockedURL: 'http://localhost:1/' }, 'http://localhost:2/')).toBe('');
});
