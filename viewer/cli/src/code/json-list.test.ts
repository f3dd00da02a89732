import { parse } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { addToJsonList } from './json-list.ts';

test.each([
  ['{ "a": ["x"] }', '{ "a": ["x", "n", "m"] }'],
  ['{\r\n\t"a": [\r\n\t\t"x"\r\n\t]\r\n}', '{\r\n\t"a": [\r\n\t\t"x",\r\n\t\t"n",\r\n\t\t"m"\r\n\t]\r\n}'],
  ['{ "a": [ ] }', '{ "a": ["n", "m"] }'],
  [
    '{\n  "a": [\n    // first\n    "x" // last\n  ]\n}',
    '{\n  "a": [\n    // first\n    "x",\n    "n",\n    "m" // last\n  ]\n}',
  ],
  // A comma at the end is for tools that read comments, too.
  ['{ "a": ["x",] }', '{ "a": ["x", "n", "m",] }'],
])('%j', (before, after) => {
  expect(addToJsonList(before, ['a'], ['n', 'm'])).toBe(after);
  expect(parse(after).a).toEqual(before.includes('x') ? ['x', 'n', 'm'] : ['n', 'm']);
});

test('undefined where there is no list', () => {
  for (const json of ['', '{}', '{ "a": 1 }', '[]', 'not json'])
    expect(addToJsonList(json, ['a'], ['n'])).toBeUndefined();
});
