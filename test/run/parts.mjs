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

const browsers =
  (...files) =>
  (quiet) =>
    runVitest({
      folder: 'test',
      config: 'vitest.e2e.config.ts',
      files: files.map((file) => `e2e/${file}.test.ts`),
      limit: minutes(10),
      quiet,
    });

/** What is measured in them would be another thing with a second browser beside. */
const ALONE = ['parity', 'never-loses'];
/** A test of a browser mostly waits for it. In the order in which they are begun: the longest first. */
const TOGETHER = {
  guests: ['guest', 'fences'],
  'in every browser, unseen': ['invisible'],
  'in every browser': ['services', 'reports', 'viewer'],
  doctor: ['doctor', 'idle', 'storage-faults'],
};
/** Bug reports of the field, played: `pnpm test cases`. */
const CASES = ['cases'];
const named = [...ALONE, ...CASES, ...Object.values(TOGETHER).flat()];
const OTHERS = readdirSync(path.join(root, 'test/e2e'))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length))
  .filter((name) => !named.includes(name));

/**
 * What `pnpm test` runs, in this order. The budgets in `size.mjs` are one check each. Those with `beside` run two at a
 * time, which is what two cores carry; `run(true)` keeps its output to the end. Those with `asked` run only when they are
 * named: they take long, or need the registry.
 *
 * @type {readonly { name: string, beside?: true, asked?: true, run: (quiet?: boolean) => Promise<{ passed: number, failed: number,
 *   retried?: readonly string[] }> }[]}
 */
export const parts = [
  { name: 'build', run: script('build.mjs', minutes(4)) },
  {
    name: 'lint',
    run: command([...tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'], minutes(1)),
  },
  { name: 'types', run: command([...tool('typescript', 'tsc'), '-b'], minutes(3)) },
  ...['sw-plugin', 'sdk', 'server', 'viewer']
    .filter((folder) => existsSync(path.join(root, folder, 'tsconfig.test.json')))
    .map((folder) => ({
      name: `types: ${folder} tests`,
      run: command(
        [...tool('typescript', 'tsc'), '-p', path.join(root, folder, 'tsconfig.test.json')],
        minutes(2),
      ),
    })),
  { name: 'size', run: async () => (await import('../size/check-sizes.mjs')).checkSizes() },
  // Two at a time: each has one file that takes a core for most of it.
  ...['sw-plugin', 'server', 'viewer', 'test', 'sdk'].map((folder) => ({
    name: `unit tests: ${folder}`,
    beside: true,
    run: (quiet) => runVitest({ folder, limit: minutes(3), quiet }),
  })),
  { name: 'end to end: alone', run: browsers(...ALONE) },
  { name: 'end to end: others', beside: true, run: browsers(...OTHERS) },
  ...Object.entries(TOGETHER).map(([name, files]) => ({
    name: `end to end: ${name}`,
    beside: true,
    run: browsers(...files),
  })),
  { name: 'cases', beside: true, run: browsers(...CASES) },
  {
    name: 'server processes',
    beside: true,
    run: (quiet) =>
      runVitest({ folder: 'server', config: 'vitest.process.config.ts', limit: minutes(5), quiet }),
  },
  {
    name: 'viewer in a browser',
    beside: true,
    run: (quiet) =>
      runVitest({ folder: 'viewer', config: 'vitest.browser.config.ts', limit: minutes(4), quiet }),
  },
  {
    name: 'adoption',
    asked: true,
    run: () =>
      runVitest({
        folder: 'test',
        config: 'vitest.e2e.config.ts',
        files: ['e2e/adoption.test.ts'],
        limit: minutes(40),
        env: { OFFSTAGE_ADOPTION: 'all' },
      }),
  },
  { name: 'table of what was seen', run: script('browsers/table.mjs', minutes(1)) },
];
