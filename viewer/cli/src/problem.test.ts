import { expect, test } from 'vitest';
import { causeOf, PROBLEM_CODES, Problem } from './problem.ts';

test.each(PROBLEM_CODES)('%s: what happened, then the next step', (code) => {
  const said = new Problem(code, { message: 'It is wrong.' }).message;
  const sentences = said.split(/(?<=[.?])\s+(?=[A-Z])/);
  expect(sentences.length, said).toBeGreaterThan(1);
  // The last one says what to do, and the command adds its full stop.
  expect(sentences.at(-1)).toMatch(
    /^(All |For example|Save |Make |Write |Give |See |Is this |Name |Install |Start |Run |Nothing to do|Take |Everything |Its log )/,
  );
  expect(said).not.toMatch(/[.{}]$/);
});

test('the system’s own word for a cause', () => {
  expect(causeOf(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('EACCES');
  expect(causeOf(new Error('something'))).toBe('something');
  expect(causeOf('text')).toBe('text');
});
