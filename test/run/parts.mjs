import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { execute } from './execute.mjs';
import { root } from './root.mjs';
import { runVitest } from './run-vitest.mjs';
import { tool } from './tool.mjs';

const minutes = (n) => n * 60_000;

const command = (words, limit) => async () => {
  const { code } = await execute(words, { limit });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const script = (name, limit) => command([process.execPath, path.join(root, 'test', name)], limit);

const browsers = (files, quiet = false) =>
  runVitest({
    folder: 'test',
    config: 'vitest.e2e.config.ts',
    files: files.map((file) => `e2e/${file}`),
    limit: minutes(10),
    quiet,
  });

/** What is measured in them would be another thing with a second browser beside. */
const ALONE = ['parity.test.ts', 'never-loses.test.ts'];
const EVERY_BROWSER = ['services.test.ts', 'reports.test.ts', 'viewer.test.ts', 'invisible.test.ts'];
const CHROMIUM = readdirSync(path.join(root, 'test/e2e')).filter(
  (file) => file.endsWith('.test.ts') && ![...ALONE, ...EVERY_BROWSER].includes(file),
);

/** A test of a browser mostly waits for it: two at a time are no more than two cores carry. */
async function sideBySide() {
  const [chromium, every] = await Promise.all([browsers(CHROMIUM), browsers(EVERY_BROWSER, true)]);
  return {
    passed: chromium.passed + every.passed,
    failed: chromium.failed + every.failed,
    retried: [...chromium.retried, ...every.retried],
  };
}

/**
 * What `pnpm test` runs, in this order. The budgets in `size.mjs` are one check each.
 *
 * @type {readonly { name: string, run: () => Promise<{ passed: number, failed: number,
 *   retried?: readonly string[] }> }[]}
 */
export const parts = [
  { name: 'build', run: script('build.mjs', minutes(4)) },
  {
    name: 'lint',
    run: command([...tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'], minutes(1)),
  },
  { name: 'types', run: command([...tool('typescript', 'tsc'), '-b'], minutes(3)) },
  {
    name: 'types: server tests',
    run: command(
      [...tool('typescript', 'tsc'), '-p', path.join(root, 'server/tsconfig.test.json')],
      minutes(2),
    ),
  },
  { name: 'size', run: async () => (await import('../size/check-sizes.mjs')).checkSizes() },
  ...['sw-plugin', 'sdk', 'server', 'viewer', 'test'].map((folder) => ({
    name: `unit tests: ${folder}`,
    run: () => runVitest({ folder, limit: minutes(3) }),
  })),
  ...(existsSync(path.join(root, 'server/vitest.process.config.ts'))
    ? [
        {
          name: 'server processes',
          run: () => runVitest({ folder: 'server', config: 'vitest.process.config.ts', limit: minutes(5) }),
        },
      ]
    : []),
  {
    name: 'viewer in a browser',
    run: () => runVitest({ folder: 'viewer', config: 'vitest.browser.config.ts', limit: minutes(4) }),
  },
  { name: 'end to end: alone', run: () => browsers(ALONE) },
  { name: 'end to end: side by side', run: sideBySide },
  { name: 'table of what was seen', run: script('browsers/table.mjs', minutes(1)) },
];
