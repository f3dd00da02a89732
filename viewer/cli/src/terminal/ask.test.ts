import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { ask } from './ask.ts';

test.each([
  ['y\n', true],
  ['Yes\r\n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
  // Ctrl+D, and a pipe that ends.
  ['', false],
])('%j is %j', async (typed, yes) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const answer = ask('Write this?', input, output);
  input.end(typed);
  expect(await answer).toBe(yes);
  expect(String(output.read())).toContain('Write this? [y/N] ');
});
