const MOST = 12;

/**
 * A second look at what did not pass, when nothing else runs any more: a browser on two shared cores can be late for
 * reasons of the machine. What passes then counts as passed and is named among those that were tried again; what fails
 * twice has failed. A part that fails without a failing test (a time limit, an error outside of tests)
 * is not looked at again, nor one with more failures than chance makes.
 *
 * @param {{ passed: number, failed: number, retried?: readonly string[], failures?: readonly { file: string, name: string,
 *   message: string }[], again?: () => Promise<any> }} first
 * @returns {Promise<typeof first>}
 */
export async function lookAgain(first) {
  const { failures = [], failed, again } = first;
  if (!again || failed === 0 || failures.length !== failed || failed > MOST) return first;
  const second = await again();
  // Without a report of its own the second run has seen nothing.
  if (second.passed === 0) return first;
  const key = ({ file, name }) => `${file}: ${name}`;
  const still = new Set(second.failures.map(key));
  const mended = failures.filter((failure) => !still.has(key(failure)));
  return {
    ...first,
    // A file's own failure is no test that passes now.
    passed: first.passed + mended.filter(({ name }) => name !== '').length,
    failed: failed - mended.length,
    failures: failures.filter((failure) => still.has(key(failure))),
    retried: [...(first.retried ?? []), ...mended.map((failure) => `${key(failure)} (${failure.message})`)],
  };
}
