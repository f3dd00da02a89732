import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countVitest } from './count-vitest.mjs';
import { execute } from './execute.mjs';
import { tool } from './tool.mjs';

/**
 * One vitest run, its output shown, its numbers counted.
 *
 * @param {{ folder: string, config?: string, files?: readonly string[], limit: number, quiet?: boolean }} options `config`
 *   and `files` are relative to `folder`, `limit` in milliseconds; `quiet` shows the output at the end
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runVitest({ folder, config, files = [], limit, quiet = false }) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'offstage-vitest-'));
  const outputFile = path.join(temporary, 'report.json');
  const { code, output, timedOut } = await execute(
    [
      ...tool('vitest'),
      ...['run', '--root', folder, ...files],
      ...(config ? ['--config', config] : []),
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${outputFile}`],
    ],
    { limit, quiet },
  );
  if (quiet) console.log(output);
  if (timedOut) console.log(`Stopped after ${limit / 1000} s.`);
  try {
    return countVitest(JSON.parse(readFileSync(outputFile, 'utf8')), code);
  } catch {
    return countVitest(undefined, code);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
