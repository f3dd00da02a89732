import { expect, test } from 'vitest';
import { namesFor } from './changed.mjs';

test('a change of the plugin runs the unit tests of whoever imports it, and not those of the server', () => {
  const names = namesFor(['sw-plugin/src/log/entry.ts']);
  expect(names).toEqual(expect.arrayContaining(['build', 'types', 'lint', 'size']));
  expect(names.filter((name) => name.startsWith('unit tests'))).toEqual([
    'unit tests: sw-plugin',
    'unit tests: sdk',
    'unit tests: viewer',
    'unit tests: test',
  ]);
});

test('a change of a document builds nothing, and has the documents checked', () => {
  expect(namesFor(['README.md'])).toEqual(['lint', 'unit tests: test']);
  expect(namesFor(['server/README.md'])).toEqual(['lint', 'unit tests: server', 'unit tests: test']);
});

test('a change of nothing runs the linter alone', () => {
  expect(namesFor([])).toEqual(['lint']);
});
