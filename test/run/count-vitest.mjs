/**
 * Passed and failed of one vitest JSON report. Stricter than vitest: a skipped test is a failure (ours never skip, so
 * it was cut off by a hook that failed), and so is a file that failed before its first test.
 *
 * @param {import('vitest/reporters').JsonTestResults | undefined} report undefined when vitest wrote none
 * @param {number} exitCode
 * @returns {{ passed: number, failed: number }}
 */
export function countVitest(report, exitCode) {
  let passed = 0;
  let failed = 0;
  for (const file of report?.testResults ?? []) {
    const bad = file.assertionResults.filter(({ status }) => status !== 'passed').length;
    passed += file.assertionResults.length - bad;
    failed += bad === 0 && file.status !== 'passed' ? 1 : bad;
  }
  // Unhandled errors, a time limit, no test file at all: vitest fails, but no test does.
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed };
}

/**
 * The tests of a report that did not pass, with the first line of what they said. A file that failed by itself, by a hook
 * or before its first test, is one with an empty name.
 *
 * @param {import('vitest/reporters').JsonTestResults | undefined} report
 * @returns {{ file: string, name: string, message: string }[]}
 */
export function failuresOf(report) {
  return (report?.testResults ?? []).flatMap(({ name: file, status, message, assertionResults }) => {
    const bad = assertionResults.filter((test) => test.status !== 'passed');
    if (bad.length === 0) return status === 'passed' ? [] : [{ file, name: '', message: firstLine(message) }];
    return bad.map((test) => ({
      file,
      name: test.fullName,
      message: firstLine(test.failureMessages?.[0]) || `${test.status}: ${firstLine(message)}`,
    }));
  });
}

const firstLine = (text = '') => text.trim().split('\n', 1)[0].slice(0, 300);
