import { expect, test } from 'vitest';
import type { SentReport } from './parse-reports.ts';
import { reportFrom } from './report-from.ts';

const arrival = { received: 1_800_000_000_000, endpoint: 'default', userAgent: '', client: '' };

function report(
  type: string,
  body: unknown,
  url = 'https://a.example/page',
): { group: string; title: string } {
  const sent: SentReport = { type, url, userAgent: undefined, age: 0, body };
  const { group, title } = reportFrom(sent, arrival);
  return { group, title };
}

test('the same violation is one group in every browser’s spelling, on every page', () => {
  const chromium = report('csp-violation', {
    blockedURL: 'https://cdn.example/a.png?1',
    effectiveDirective: 'img-src',
    sourceFile: 'https://a.example/app.js?v=1',
    lineNumber: 7,
    columnNumber: 3,
    disposition: 'enforce',
  });
  const legacy = report(
    'csp-violation',
    {
      'blocked-uri': 'https://cdn.example/b.png',
      'violated-directive': "img-src 'self'",
      'source-file': 'https://a.example/app.js',
      'line-number': 7,
    },
    'https://a.example/other',
  );
  expect(legacy).toEqual(chromium);
  expect(chromium.title).toBe('img-src blocked https://cdn.example at https://a.example/app.js:7');
});

test('what a developer would fix separately is another group', () => {
  const base = {
    blockedURL: 'https://cdn.example/a.js',
    effectiveDirective: 'script-src-elem',
    lineNumber: 1,
  };
  const groups = [
    report('csp-violation', base),
    report('csp-violation', { ...base, effectiveDirective: 'img-src' }),
    report('csp-violation', { ...base, blockedURL: 'https://other.example/' }),
    report('csp-violation', { ...base, blockedURL: 'inline' }),
    report('csp-violation', { ...base, sourceFile: 'https://a.example/x.js' }),
    report('csp-violation', { ...base, lineNumber: 2 }),
    report('csp-violation', base, 'https://b.example/'),
    report('CSP-VIOLATION', base),
  ].map(({ group }) => group);
  expect(new Set(groups).size).toBe(groups.length);
});

test.each([
  ['csp-violation', { blockedURL: 'data', effectiveDirective: 'img-src' }, 'img-src blocked data'],
  [
    'csp-hash',
    { subresourceURL: 'https://a.example/x.js', hash: 'sha256-abc' },
    'https://a.example/x.js is sha256-abc',
  ],
  ['csp-hash', { subresource_url: 'https://a.example/x.js', hash: 'abc' }, 'https://a.example/x.js is abc'],
  [
    'network-error',
    { type: 'http.error', status_code: 502, method: 'GET' },
    'http.error 502 GET https://a.example',
  ],
  ['network-error', { type: 'tcp.timed_out', status_code: 0 }, 'tcp.timed_out https://a.example'],
  [
    'deprecation',
    { id: 'websql', sourceFile: 'https://a.example/i.js', lineNumber: 3 },
    'websql at https://a.example/i.js:3',
  ],
  ['intervention', { message: 'Ad removed' }, 'Ad removed'],
  ['crash', { is_top_level: true }, 'crashed'],
  ['crash', { reason: 'oom' }, 'oom'],
  ['permissions-policy-violation', { policyId: 'geolocation' }, 'geolocation not allowed'],
  ['permissions-policy-violation', { featureId: 'camera' }, 'camera not allowed'],
  [
    'integrity-violation',
    { blockedURL: 'https://a.example/x.js', destination: 'script' },
    'script without integrity: https://a.example/x.js',
  ],
  ['coep', { type: 'corp', blockedURL: 'https://b.example/i.png?x' }, 'corp blocked https://b.example/i.png'],
  [
    'coop',
    { type: 'access-from-coop-page-to-opener', property: 'postMessage' },
    'access-from-coop-page-to-opener postMessage',
  ],
  [
    'background-service',
    { service: 'pushMessaging', event: 'Push event completed' },
    'pushMessaging: Push event completed',
  ],
  ['future', { message: 'new' }, 'future: new'],
  ['future', 'text', 'future'],
  ['future', null, 'future'],
])('titles %s reports', (type, body, title) => {
  expect(report(type, body).title).toBe(title);
});

const TYPES = [
  ...['csp-violation', 'csp-hash', 'network-error', 'deprecation', 'intervention', 'crash', 'coep', 'coop'],
  ...[
    'permissions-policy-violation',
    'document-policy-violation',
    'integrity-violation',
    'background-service',
  ],
  'future',
];

test.each(TYPES)('no group of %s is without a title, whatever is missing', (type) => {
  for (const body of [{}, null, { id: ' ' }, { type: 5 }, { blockedURL: '' }, []]) {
    expect(report(type, body).title).toMatch(/^\S.*\w/s);
    expect(report(type, body, '').title).toMatch(/^\S.*\w/s);
  }
});

test('each company’s proxy has another address, and they are one problem', () => {
  const blocked = (blockedURL: string, document?: string) =>
    report('csp-violation', { blockedURL, effectiveDirective: 'script-src-elem' }, document);
  expect(blocked('http://10.18.44.201:15871/block.js')).toEqual(blocked('http://172.20.3.9/block.js'));
  expect(blocked('http://10.18.44.201/').title).toBe(
    'script-src-elem blocked something in the user’s network',
  );
  const own = blocked('http://192.168.7.21/x.js', 'http://192.168.7.20/panel');
  expect(own.title).toBe('script-src-elem blocked http://192.168.7.21');
});

test('the opener policy’s first reports have other names', () => {
  const early = {
    'violation-type': 'navigation-to-document',
    'source-file': 'https://a.example/a.js',
    lineno: 3,
  };
  expect(report('coop', early).title).toBe('navigation-to-document at https://a.example/a.js:3');
});
