import { expect, test } from 'vitest';
import { countVitest, failuresOf } from './count-vitest.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((status) => ({ status })),
});

test('sums passed and failed over files', () => {
  const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'failed', 'passed')] };
  expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1 });
});

test('a skipped test counts as failed', () => {
  expect(countVitest({ testResults: [file('passed', 'passed', 'pending', 'todo')] }, 0)).toEqual({
    passed: 1,
    failed: 2,
  });
});

test('a file that could not be loaded counts as one failure', () => {
  expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
    passed: 1,
    failed: 1,
  });
});

test('a run without a report, without tests, or with an error outside of tests is a failure', () => {
  expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countVitest({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countVitest({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
});

test('names what failed, with the first line of what it said; a file that failed by itself has no test', () => {
  const testResults = [
    {
      name: '/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'one' },
        { status: 'failed', fullName: 'two', failureMessages: ['Error: late\n    at here'] },
      ],
    },
    { name: '/b.test.ts', status: 'failed', message: 'no such file', assertionResults: [] },
    { name: '/c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'three' }] },
  ];
  expect(failuresOf({ testResults })).toEqual([
    { file: '/a.test.ts', name: 'two', message: 'Error: late' },
    { file: '/b.test.ts', name: '', message: 'no such file' },
  ]);
});
