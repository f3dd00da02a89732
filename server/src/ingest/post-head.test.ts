import { expect, test } from 'vitest';
import { createHeadReader, mayBecomePost, postHead } from './post-head.ts';

const head = (...lines: string[]) =>
  ['POST /reports/csp HTTP/1.1', 'Host: a', 'Content-Length: 12', ...lines].join('\r\n');

test('reads what matters, whatever the case of the names', () => {
  expect(
    postHead(
      head(
        'content-type: application/reports+json',
        'USER-AGENT:  Mozilla/5.0 (\xfc) ',
        'X-Forwarded-For: 1.2.3.4, 5.6.7.8',
        'Connection: Keep-Alive',
        'Sec-Fetch-Mode: cors',
        'Sec-Fetch-Mode: twice is fine',
      ),
    ),
  ).toEqual({
    endpoint: 'csp',
    length: 12,
    contentType: 'application/reports+json',
    userAgent: 'Mozilla/5.0 (\xfc)',
    forwardedFor: '1.2.3.4, 5.6.7.8',
  });
  expect(postHead(head().replace('/csp', ''))?.endpoint).toBeUndefined();
});

test.each([
  ['another method', head().replace('POST', 'PUT')],
  ['another path', head().replace('/csp', '/a/b')],
  ['a query', head().replace('/csp', '?x')],
  ['an escaped path', head().replace('/csp', '/%63sp')],
  ['another version', head().replace('HTTP/1.1', 'HTTP/1.0')],
  ['no host', head().replace('Host: a\r\n', '')],
  ['two hosts', head('Host: b')],
  ['no length', head().replace('Content-Length: 12', 'X: y')],
  ['two lengths', head('Content-Length: 12')],
  ['a list of lengths', head().replace('12', '12, 12')],
  ['a signed length', head().replace('12', '+12')],
  ['a hexadecimal length', head().replace('12', '0x12')],
  ['a length beyond all', head().replace('12', '12345678901')],
  ['chunks', head('Transfer-Encoding: chunked')],
  ['a compressed body', head('Content-Encoding: gzip')],
  ['an expectation', head('Expect: 100-continue')],
  ['an upgrade', head('Upgrade: h2c')],
  ['the end of the connection', head('Connection: close')],
  ['a folded header', head('X: a', ' b')],
  ['a space before the colon', head('X : a')],
  ['no colon', head('X')],
  ['a bare carriage return', head('X: a\rY: b')],
  ['a bare line feed', head('X: a\nY: b')],
  ['a NUL', head('X: a\0')],
  ['a tab around a value', head().replace('12', '\t12')],
  ['a tab behind a value', head().replace('12', '12\t')],
  ['white space of Unicode behind a length', head().replace('12', '12\xa0')],
  ['an empty host', head().replace('Host: a', 'Host: ')],
  ['a host that would be misread', head().replace('Host: a', 'Host: a b/c?d#e@f')],
  ['half a host', head().replace('Host: a', 'Host: [')],
  ['a path that leads elsewhere', head().replace('/csp', '/..')],
])('leaves %s to Node', (_name, text) => {
  expect(postHead(text)).toBeUndefined();
});

test('what is no post of reports need not wait for the end of its head', () => {
  const may = (text: string, from = 0) => mayBecomePost(Buffer.from(text), from);
  expect(may('P')).toBe(true);
  expect(may('POST /reports/x HTTP/1.1\r\nHost: a\r')).toBe(true);
  expect(may('GET')).toBe(false);
  expect(may('\r\nPOST')).toBe(false);
  expect(may('POST /reports HTTP/1.1\nHost')).toBe(false);
});

test('what is remembered reads as what is not', () => {
  const read = createHeadReader();
  const forwarded = (...values: string[]) =>
    head(...values.map((value) => `X-Forwarded-For: ${value}`), 'X: y');
  const heads = [
    ...[
      head(),
      head('X: y'),
      forwarded('1.1.1.1'),
      forwarded('2.2.2.2, 3.3.3.3'),
      forwarded('::1'),
      forwarded(''),
    ],
    ...[
      forwarded('1.1.1.1', '2.2.2.2'),
      head('X: y', 'X-Forwarded-For: 4.4.4.4'),
      forwarded('unknown'),
      forwarded('\x01'),
    ],
    ...[
      head('x-forwarded-for: 1.1.1.1', 'X-Forwarded-For: 2.2.2.2'),
      head('X-Forwarded-For: 1', 'Expect: x'),
      'nonsense',
    ],
  ];
  for (const text of [...heads, ...heads]) expect(read(text), text).toEqual(postHead(text));
});

test('an app’s name may stand before it', () => {
  const head = (path: string) => postHead(`POST ${path} HTTP/1.1\r\nHost: a.example\r\nContent-Length: 2`);
  expect(head('/shop/reports')).toMatchObject({ app: 'shop', endpoint: undefined });
  expect(head('/shop-2/reports/csp')).toMatchObject({ app: 'shop-2', endpoint: 'csp' });
  expect(head('/reports/csp')).toMatchObject({ app: undefined, endpoint: 'csp' });
  for (const path of ['/Shop/reports', '/a/b/reports', '//reports', '/shop/reports/..'])
    expect([path, head(path)]).toEqual([path, undefined]);
  for (const [start, named, may] of [
    ['POST /shop', false, false],
    ['POST /shop', true, true],
    ['POST /rep', false, true],
    ['GET /shop', true, false],
  ] as const)
    expect([start, mayBecomePost(Buffer.from(start), 0, named)]).toEqual([start, may]);
});
