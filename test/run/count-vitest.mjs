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
