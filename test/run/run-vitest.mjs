import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countVitest, failuresOf } from './count-vitest.mjs';
import { environment, execute } from './execute.mjs';
import { root } from './root.mjs';
import { tool } from './tool.mjs';

/**
 * One vitest run, its output shown, its numbers counted. `retried` names the tests that passed only the second time;
 * `failures` those that did not pass, and `again()` plays their files once more and returns its own result.
 *
 * @param {{ folder: string, config?: string, files?: readonly string[], flags?: readonly string[], limit: number, env?: object,
 *   quiet?: boolean, related?: readonly string[], without?: readonly string[] }} options `config` and `files` are relative to `folder`, `limit` in milliseconds; `quiet`
 *   shows the output at the end; `related` plays only what imports one of these, by way of others too, which may be nothing; `without` files
 *   that are not played
 * @returns {Promise<{ passed: number, failed: number, retried: readonly string[], failures: readonly { file: string, name: string,
 *   message: string }[], again: () => Promise<any> }>}
 */
export async function runVitest(options) {
  const {
    folder,
    config,
    files = [],
    flags = [],
    env = {},
    limit,
    quiet = false,
    related,
    without = [],
  } = options;
  const temporary = mkdtempSync(path.join(tmpdir(), 'offstage-vitest-'));
  const outputFile = path.join(temporary, 'report.json');
  const retriesFile = path.join(temporary, 'retries.json');
  const { code, output, timedOut } = await execute(
    [
      ...tool('vitest'),
      ...(related ? ['related', ...related, '--run', '--passWithNoTests'] : ['run', ...files]),
      ...['--root', folder],
      ...(config ? ['--config', config] : []),
      ...without.flatMap((file) => ['--exclude', file]),
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${outputFile}`],
      ...['--reporter', path.join(root, 'test/run/retries-reporter.mjs')],
      ...flags,
    ],
    { limit, quiet, env: { ...environment, ...env, OFFSTAGE_RETRIES: retriesFile } },
  );
  if (quiet) console.log(output);
  if (timedOut) console.log(`Stopped after ${limit / 1000} s.`);
  const read = (file) => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      return undefined;
    }
  };
  try {
    const report = read(outputFile);
    if (related && code === 0 && !report?.testResults.length) return { passed: 0, failed: 0, retried: [] };
    const failures = failuresOf(report).map((failure) => ({
      ...failure,
      file: path.relative(path.join(root, folder), failure.file),
    }));
    return {
      ...countVitest(report, code),
      retried: read(retriesFile) ?? [],
      failures,
      again: () =>
        runVitest({
          ...options,
          related: undefined,
          files: [...new Set(failures.map(({ file }) => file))],
          quiet: false,
        }),
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
