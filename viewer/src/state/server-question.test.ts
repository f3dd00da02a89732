import { expect, test } from 'vitest';
import type { ReportCounts } from '../sources/server-api.ts';
import { serverQuestion } from './server-question.ts';

const facet = (...values: readonly string[]) => values.map((value) => ({ value, count: 1 }));
const known: ReportCounts = {
  total: 9,
  type: facet('csp-violation', 'crash', 'background-service'),
  origin: facet('https://a.example', 'https://b.example'),
  endpoint: facet('default'),
  browser: facet('Firefox', 'Chrome'),
};
const ask = (filter: string, more = {}) =>
  serverQuestion({
    filter,
    range: undefined,
    service: 'reporting',
    known,
    unsearched: 'mozilla/5.0 (windows nt 10.0)',
    ...more,
  });

test.each<[string, object]>([
  ['', {}],
  ['type:crash', { type: ['crash'] }],
  ['type:CRASH,csp-violation', { type: ['csp-violation', 'crash'] }],
  ['type:crash type:csp-violation', { type: ['csp-violation', 'crash'] }],
  // An uploaded entry has a type of its own, of which the server knows nothing.
  ['type:crash,push', {}],
  ['-type:crash', {}],
  ['browser:firefox origin:a.example', { browser: ['Firefox'], origin: ['https://a.example'] }],
  ['origin:https://b.example/', { origin: ['https://b.example'] }],
  ['group:40f1', { group: ['40f1'] }],
  [
    // All that it sent: the doctor would take what is missing for what did not happen.
    'install:0123456789ABCDEF0123456789abcdef app:1.2 type:crash evil.js',
    { install: ['0123456789abcdef0123456789abcdef'] },
  ],
  // Capitals count there: its answer could leave something out.
  ['install:Mine app:1.2-Beta', {}],
  ['install:0123456789abcdef0123456789abcdef,Mine app:1.2', { app: ['1.2'] }],
  ['-install:0123456789abcdef0123456789abcdef', {}],
  ['noise:no', { noise: 'hide' }],
  ['noise:yes', { noise: 'only' }],
  ['noise:yes,no', {}],
  ['evil.js dot', { text: 'evil.js' }],
  ['"two words"', { text: 'two words' }],
  ['a,b', {}],
  // Words that stand elsewhere than where the server looks: its answer would leave something out.
  ['firefox', {}],
  ['windows', {}],
  ['received', {}],
  ['crash', {}],
  ['duration>5 outcome:failed problem:x', {}],
])('%s', (filter, question) => {
  expect(ask(filter)).toEqual(question);
});

test('a range is asked for in whole milliseconds around it; a service of its own as what was uploaded', () => {
  expect(ask('', { range: [10.7, 20.2] })).toEqual({ from: 10, to: 21 });
  expect(ask('', { service: 'pushMessaging' })).toEqual({ type: ['background-service'] });
  expect(ask('', { service: undefined })).toEqual({});
});
