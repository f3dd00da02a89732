import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripQueries, stripQuery } from './strip-queries.ts';

test('strips URLs, at any depth, and nothing else', () => {
  const body = {
    documentURL: 'https://user:secret@a.example/x?token=1#f',
    list: ['wss://b.example/?y', { deep: 'https://c.example#z' }],
    originalPolicy: "script-src 'self' https://a.example/?x",
    sample: 'if (a ? b : c)',
    lineNumber: 3,
    nothing: null,
  };
  expect(stripQueries(body, 10)).toEqual({
    documentURL: 'https://a.example/x',
    list: ['wss://b.example/', { deep: 'https://c.example' }],
    originalPolicy: "script-src 'self' https://a.example/?x",
    sample: 'if (a ? b : c)',
    lineNumber: 3,
    nothing: null,
  });
  expect(JSON.stringify(stripQueries(JSON.parse('{"__proto__":"https://a.example/?b"}'), 5))).toBe(
    '{"__proto__":"https://a.example/"}',
  );
});

test('words that stand in place of a URL stay', () => {
  expect(stripQuery('inline')).toBe('inline');
  expect(stripQuery('chrome-extension')).toBe('chrome-extension');
  expect(stripQuery('')).toBe('');
});

test('what has nothing to strip stays the same object', () => {
  const body = {
    documentURL: 'https://a.example/x',
    list: ['wss://b.example/', { deep: [1, null] }],
    sample: 'a ? b',
  };
  expect(stripQueries(body, 10)).toBe(body);
});

test('members and their order stay, whatever they are', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: fc.constantFrom('?', '#', 'a', 'http://', '@', '/', ' ') }), (json) => {
      const body = JSON.parse(json) as unknown;
      const every = JSON.parse(json, (_, value: unknown) =>
        typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\/\/\S*$/i.test(value)
          ? value.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1')
          : value,
      ) as unknown;
      expect(JSON.stringify(stripQueries(body, 99))).toBe(JSON.stringify(every));
    }),
  );
});
