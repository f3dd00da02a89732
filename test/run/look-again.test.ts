import { expect, test } from 'vitest';
import { lookAgain } from './look-again.mjs';

const failure = (name: string) => ({ file: 'e2e/a.test.ts', name, message: `${name} was late` });
const first = { passed: 3, failed: 2, retried: [], failures: [failure('one'), failure('two')] };

test('what passes the second time is passed, and named', async () => {
  const second = { passed: 4, failed: 1, failures: [failure('two')] };
  expect(await lookAgain({ ...first, again: async () => second })).toMatchObject({
    passed: 4,
    failed: 1,
    failures: [failure('two')],
    retried: ['e2e/a.test.ts: one (one was late)'],
  });
});

test('what failed only the second time had passed, and does not count', async () => {
  const second = { passed: 4, failed: 1, failures: [failure('three')] };
  expect(await lookAgain({ ...first, again: async () => second })).toMatchObject({ passed: 5, failed: 0 });
});

test('what fails twice has failed', async () => {
  const second = { passed: 3, failed: 2, failures: first.failures };
  expect(await lookAgain({ ...first, again: async () => second })).toMatchObject({ passed: 3, failed: 2 });
});

test('a second run that ended without a test, and a failure outside of tests, change nothing', async () => {
  const nothing = { passed: 0, failed: 1, failures: [] };
  expect(await lookAgain({ ...first, again: async () => nothing })).toMatchObject({ passed: 3, failed: 2 });
  const outside = { passed: 3, failed: 1, failures: [], again: () => Promise.reject(new Error('not asked')) };
  expect(await lookAgain(outside)).toBe(outside);
});

test('a file that failed by a hook, and not the second time, adds no test', async () => {
  const second = { passed: 3, failed: 0, failures: [] };
  const hook = { passed: 3, failed: 1, failures: [failure('')], again: async () => second };
  expect(await lookAgain(hook)).toMatchObject({ passed: 3, failed: 0 });
});

test('a part where much fails is broken, and is not played again', async () => {
  const failures = Array.from({ length: 13 }, (_, i) => failure(`test ${i}`));
  const broken = { passed: 3, failed: 13, failures, again: () => Promise.reject(new Error('not asked')) };
  expect(await lookAgain(broken)).toBe(broken);
});
