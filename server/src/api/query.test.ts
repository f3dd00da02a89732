import { expect, test } from 'vitest';
import { filterOf, parseQuery } from './query.ts';

const parse = (name: Parameters<typeof parseQuery>[0], text: string) =>
  parseQuery(name, new URLSearchParams(text));

test('reads a filter with lists, times and text', () => {
  expect(parse('filter', 'type=a&type=b&origin=https://x.example&noise=hide&from=1.5&to=2&text=hi')).toEqual({
    query: {
      type: ['a', 'b'],
      origin: ['https://x.example'],
      noise: 'hide',
      from: 1.5,
      to: 2,
      text: 'hi',
    },
  });
});

test('fills in defaults', () => {
  expect(parse('reports', '')).toEqual({ query: { limit: 100 } });
  expect(parse('groups', '')).toEqual({ query: { limit: 100, sort: 'lastSeen' } });
  expect(parse('histogram', '')).toEqual({ query: { buckets: 60 } });
});

test.each([
  ['filter', 'typo=a'],
  ['filter', 'noise=maybe'],
  ['filter', 'from=yesterday'],
  ['filter', 'from=-1'],
  ['filter', 'text=a&text=b'],
  ['filter', '__proto__=a'],
  ['filter', 'limit=5'],
  ['reports', 'limit=0'],
  ['reports', 'limit=5000'],
  ['reports', 'cursor=x'],
  ['groups', 'sort=title'],
] as const)('refuses %s ?%s', (name, text) => {
  expect(parse(name, text)).toMatchObject({ problem: expect.stringContaining('Query parameter') });
});

test('a filter is only the filter', () => {
  const parsed = parse('reports', 'limit=5&type=a&cursor=9');
  expect('query' in parsed && filterOf(parsed.query)).toEqual({ type: ['a'] });
});
