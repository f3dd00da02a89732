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
