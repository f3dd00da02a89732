import { expect, test } from 'vitest';
import { MESSAGES } from './messages.mjs';
import { explain, refusal } from './refusal.mjs';

const FACTS = { version: '18.0.0', reason: 'EACCES', file: 'index.js', folder: 'data', port: 4321 };

test.each(Object.keys(MESSAGES))('%s says what, and what next, in two lines', (code) => {
  const text = explain(refusal(code, FACTS));
  expect(text).toMatch(/^offstage: \S.*\. \[[A-Z_]+\]\n {2}Next: \S.*$/);
  expect(text).toContain(`[${code}]`);
  expect(text).not.toContain('undefined');
  expect(text).not.toContain('NaN');
});

test('a port in use proposes the next one', () => {
  expect(explain(refusal('PORT_IN_USE', { port: 4321 }))).toContain('--port 4322');
});

test('what nobody foresaw keeps its stack', () => {
  const error = new TypeError('surprise');
  expect(explain(error)).toBe(error.stack);
  expect(explain(Object.assign(error, { code: 'toString' }))).toBe(error.stack);
  expect(explain('thrown text')).toBe('thrown text');
});

test('errors of the report server are shown as it words them', () => {
  const error = Object.assign(new Error('The store is closed'), {
    name: 'OffstageError',
    code: 'STORE_CLOSED',
  });
  expect(explain(error)).toBe('offstage: The store is closed [STORE_CLOSED]');
});
