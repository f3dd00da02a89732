import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_INGEST_LIMITS } from './limits.ts';
import { parseReports, type SentReport } from './parse-reports.ts';

const parse = (value: unknown, limits = {}) =>
  parseReports(typeof value === 'string' ? value : JSON.stringify(value), {
    ...DEFAULT_INGEST_LIMITS,
    ...limits,
  });
const only = (value: unknown): SentReport => {
  const { reports, rejections } = parse(value);
  expect(rejections).toEqual([]);
  expect(reports).toHaveLength(1);
  return reports[0] as SentReport;
};
const reasons = (value: unknown, limits = {}) => parse(value, limits).rejections.map(({ reason }) => reason);

const body = { blockedURL: 'inline' };

describe('the shapes that browsers send', () => {
  test('Chromium and Firefox: an array of reports', () => {
    const sent = { age: 12, type: 'csp-violation', url: 'https://a.example/', user_agent: 'UA', body };
    expect(parse([sent, { ...sent, type: 'coep' }]).reports).toEqual([
      { age: 12, type: 'csp-violation', url: 'https://a.example/', userAgent: 'UA', body },
      { age: 12, type: 'coep', url: 'https://a.example/', userAgent: 'UA', body },
    ]);
  });

  test('WebKit report-to: one object without age and user agent', () => {
    expect(only({ type: 'csp-violation', url: 'https://a.example/', body })).toEqual({
      type: 'csp-violation',
      url: 'https://a.example/',
      userAgent: undefined,
      age: undefined,
      body,
    });
  });

  test('WebKit: extra members of the envelope are not in the way', () => {
    const sent = { age: 0, attempts: 1, destination: 'd', type: 'coep', url: 'https://a.example/', body };
    expect(only([sent])).toMatchObject({ type: 'coep', age: 0, body });
  });

  test('report-uri: csp-report, with or without members beside it', () => {
    const legacy = { 'document-uri': 'https://a.example/x', 'violated-directive': 'img-src' };
    const expected = { type: 'csp-violation', url: 'https://a.example/x', age: undefined, body: legacy };
    expect(only({ 'csp-report': legacy })).toMatchObject(expected);
    expect(only({ type: 'csp-violation', url: 'https://a.example/y', 'csp-report': legacy })).toMatchObject(
      expected,
    );
  });

  test('a violation without a wrapper, under the names of report-uri or of the DOM event', () => {
    const place = { type: 'csp-violation', url: 'https://a.example/page', age: undefined };
    const legacy = { 'document-uri': place.url, 'violated-directive': 'img-src', 'blocked-uri': 'inline' };
    const event = { documentURI: place.url, effectiveDirective: 'img-src', blockedURI: 'inline' };
    for (const body of [legacy, event]) {
      expect(parse(JSON.stringify(body)).reports).toMatchObject([{ ...place, body }]);
      expect(parse(JSON.stringify([body, body])).reports).toHaveLength(2);
    }
    const typed = { ...event, type: 'securitypolicyviolation' };
    expect(parse(JSON.stringify(typed)).reports).toMatchObject([{ ...place, body: event }]);
    // Something else that has a member of such a name.
    expect(parse('{"documentURI":"https://a.example/","note":1}').reports).toMatchObject([
      { type: 'unknown' },
    ]);
  });

  test('old Firefox: the request line in place of the document', () => {
    const legacy = { request: 'GET https://a.example/x?y HTTP/1.1', 'blocked-uri': 'self' };
    expect(only({ 'csp-report': legacy }).url).toBe('https://a.example/x?y');
  });

  test('relics and the unknown are kept whole', () => {
    expect(only({ 'expect-ct-report': { hostname: 'a.example' } })).toMatchObject({
      type: 'expect-ct-report',
      body: { hostname: 'a.example' },
    });
    expect(only({ hello: 'world' })).toMatchObject({ type: 'unknown', body: { hello: 'world' } });
    expect(only({ type: 'new', url: 'https://a.example/', extra: 1 })).toMatchObject({
      type: 'new',
      body: { extra: 1 },
    });
    expect(only({ type: 'CSP-VIOLATION', body: null }).type).toBe('CSP-VIOLATION');
  });

  test('a byte order mark, and line breaks inside strings', () => {
    expect(only(`\ufeff${JSON.stringify({ type: 'x', body })}`).type).toBe('x');
    expect(only('{"csp-report":{"original-policy":"a\nb"}}').body).toEqual({ 'original-policy': 'a b' });
  });

  test('ages: text is read, what is no number counts as none', () => {
    expect(only({ type: 'x', age: '12' }).age).toBe(12);
    expect(only({ type: 'x', age: 'old' }).age).toBeUndefined();
    expect(only({ type: 'x', age: null }).age).toBeUndefined();
    expect(only({ type: 'x', age: -5 }).age).toBe(-5);
  });
});

describe('what is no report', () => {
  test('costs only itself', () => {
    const { reports, rejections } = parse([
      { type: 'a' },
      5,
      null,
      ['x'],
      {},
      { type: 3 },
      { type: '' },
      { type: 'b' },
    ]);
    expect(reports.map(({ type }) => type)).toEqual(['a', 'b']);
    expect(rejections.map(({ reason }) => reason)).toEqual([
      'not-an-object',
      'not-an-object',
      'not-an-object',
      'empty',
      'bad-type',
      'bad-type',
    ]);
    expect(rejections[0]?.sample).toBe('5');
  });

  test('text that is no JSON, and JSON that holds no report', () => {
    expect(reasons('hello')).toEqual(['not-json']);
    expect(reasons('')).toEqual(['not-json']);
    expect(reasons('"text"')).toEqual(['not-an-object']);
    expect(parse('[]')).toEqual({ reports: [], rejections: [] });
  });

  test('too many, too long, too deep', () => {
    const many = Array.from({ length: 5 }, () => ({ type: 'a' }));
    expect(parse(many, { reports: 3 }).rejections).toEqual([
      { reason: 'too-many', count: 2, sample: '{"type":"a"}' },
    ]);
    expect(reasons([{ type: 'a', body: 'x'.repeat(200) }, { type: 'a' }], { reportLength: 100 })).toEqual([
      'too-long',
    ]);
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
    expect(reasons(deep)).toEqual(['too-deep']);
    expect(reasons(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual(['not-an-object']);
    expect(reasons(`[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`)).toEqual(['too-deep']);
  });
});

test('members named like parts of Object stay members', () => {
  const found = only('{"type":"x","body":{"__proto__":{"polluted":1},"constructor":2,"hasOwnProperty":3}}');
  expect(JSON.stringify(found.body)).toBe('{"__proto__":{"polluted":1},"constructor":2,"hasOwnProperty":3}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('a body longer than one report may be', () => {
  const limits = { reportLength: 100, reports: 4, depth: 5 };
  const both = (text: string) =>
    [parse(text, limits), parse(text, { ...limits, reportLength: 10_000 })] as const;

  test('is taken apart without a difference to what a parser finds', () => {
    const texts = [
      '[{"type":"a","body":{"x":"],[\\"}{"}},\n 5 , null,["x"], {}]',
      '[{"type":"a"},{"type":3},"text",{"b":"a\nb"}]',
      '[{"type":"a"},]',
      '[{"type":"a"} {"type":"b"}]',
      '[{"type":"a"}',
      '{"type":"a"}]',
      '[{"type":"a]]',
      '[nonsense, {"type":"a"}]',
      '[,{"type":"a"}]',
      '{"a":1},{"b":2}',
      '[{"type":"1"},{"type":"2"},{"type":"3"},{"type":"4"},{"type":"5"},6,7]',
      '[]',
    ];
    for (const text of texts) {
      const [apart, whole] = both(text.padEnd(150));
      expect(apart, text).toEqual(whole);
    }
  });

  test('what is too long, too deep or no object is not even parsed', () => {
    const parsed = vi.spyOn(JSON, 'parse');
    const long = JSON.stringify({ type: 'a', body: 'x'.repeat(250) });
    const deep = `{"a":${'['.repeat(150)}${']'.repeat(150)}}`;
    expect(reasons(`[${long},${deep},[${'1,'.repeat(150)}1],{"type":"b"}]`, limits)).toEqual([
      'too-long',
      'too-deep',
      'not-an-object',
    ]);
    expect(parsed).toHaveBeenCalledTimes(1);
    parsed.mockRestore();
  });

  test('is parsed no further than reports are taken, and the rest is counted', () => {
    const parsed = vi.spyOn(JSON, 'parse');
    const { reports, rejections } = parse(`[${'{},'.repeat(5_000)}{}]`, limits);
    expect(reports).toEqual([]);
    expect(rejections.map(({ reason, count }) => [reason, count])).toEqual([
      ['empty', 1],
      ['empty', 1],
      ['empty', 1],
      ['empty', 1],
      ['too-many', 4_997],
    ]);
    expect(parsed).toHaveBeenCalledTimes(4);
    parsed.mockRestore();
  });
});
