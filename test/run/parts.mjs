import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { execute } from './execute.mjs';
import { root } from './root.mjs';
import { runVitest } from './run-vitest.mjs';
import { tool } from './tool.mjs';

/** Limits are for what hangs, not for what is slow. */
const minutes = (n) => n * 60_000;

const command = (words, limit) => async (quiet) => {
  const { code, output } = await execute(words, { limit, quiet });
  if (quiet) console.log(output);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const script = (name, limit) => command([process.execPath, path.join(root, 'test', name)], limit);

/** End-to-end tests, by the names of their files. `env.OFFSTAGE_BROWSER` chooses one of several browsers. */
const browsers =
  (files, env = {}, flags = [], limit = minutes(25)) =>
  (quiet) =>
    runVitest({
      folder: 'test',
      config: 'vitest.e2e.config.ts',
      files: files.map((file) => `e2e/${file}.test.ts`),
      limit,
      env,
      flags,
      quiet,
    });

/** Played in each browser, in one part for each of them. */
const IN_EACH = ['invisible', 'guest', 'aside', 'services', 'viewer', 'log-reports'];
/** The rest, in parts that take about as long as each other. */
const TOGETHER = {
  doctor: ['doctor', 'hosts', 'demo'],
  // Bug reports of the field, played: `pnpm test cases`.
  cases: ['cases', 'cases-firefox'],
  'old browsers': ['fences', 'launch-chromium', 'chromium'],
  parity: ['layout', 'parity', 'never-loses'],
  reports: ['reports', 'docs'],
  tools: ['adoption', 'places', 'mounts'],
  stories: ['story'],
  uploads: [
    ...['upload', 'upload-consent', 'upload-together', 'upload-viewer', 'upload-webkit', 'private'],
    'push-ledger',
  ],
  kit: ['kit', 'command-line', 'mixed-versions', 'refused'],
};
/** Each waits half a minute for its browser, which decides by itself when it is time: both at once. */
const WAITING = ['storage-faults', 'idle'];
/** Played only when they are asked for: they build an image, or install a framework. */
const PLACES = ['container', 'next'];
/** Played only when it is asked for, too: `init` in every set-up. */
const INIT = ['init'];
/** Played only when it is asked for: other people's workers, from packed tarballs. */
const KIT = ['kit-workers'];
/** Played only when they are asked for: 300 pushes to four browsers at once, and what becomes of pushes in a minute. */
const LEDGER = ['push-ledger-all', 'push-ledger-away'];
const named = [
  ...IN_EACH,
  ...Object.values(TOGETHER).flat(),
  ...WAITING,
  ...PLACES,
  ...INIT,
  ...KIT,
  ...LEDGER,
];
const testsIn = (folder) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.test.ts'.length));
const OTHERS = testsIn('test/e2e').filter((name) => !named.includes(name));
/** Tests of the server's processes that are about what is stored; the others are about who talks to it. */
const STORES = [
  'postgres-store',
  'sqlite-store',
  'no-standby',
  'failover',
  'kill',
  'migrate',
  'backup',
  'backup-postgres',
  'apps',
  'rollup',
];

const processes = (name, files) => ({
  name: `server processes: ${name}`,
  beside: true,
  run: (quiet, choice = {}) =>
    runVitest({
      folder: 'server',
      config: 'vitest.process.config.ts',
      files: files.map((file) => `test/${file}.test.ts`),
      limit: minutes(25),
      quiet,
      ...choice,
    }),
});

/** End-to-end files that some part plays, by name. */
export const FILES = [...named, ...OTHERS];

const together = (name) => ({
  name: name === 'cases' ? name : `end to end: ${name}`,
  beside: true,
  run: browsers(TOGETHER[name]),
});

const inBrowser = (name) => ({
  name: `end to end: ${name}`,
  beside: true,
  run: browsers(IN_EACH, { OFFSTAGE_BROWSER: name }),
});

const unit = (folder) => ({
  name: `unit tests: ${folder}`,
  beside: true,
  folder,
  run: (quiet, choice = {}) => runVitest({ folder, limit: minutes(15), quiet, ...choice }),
});

const types = (folder) => ({
  name: `types: ${folder} tests`,
  beside: true,
  run: command(
    [...tool('typescript', 'tsc'), '-p', path.join(root, folder, 'tsconfig.test.json')],
    minutes(6),
  ),
});

/**
 * What `pnpm test` runs, in this order. The budgets in `size.mjs` are one check each. Those with `beside` run three at a
 * time: a test of a browser mostly waits for it, so that two cores carry three. The longest are begun first, but for those that compute. `run(true)`
 * keeps its output to the end. Those with `asked` run only when they are named: they take long, or need the registry.
 *
 * @type {readonly { name: string, beside?: true, asked?: true, folder?: string, run: (quiet?: boolean, choice?:
 *   { files?: readonly string[], related?: readonly string[], without?: readonly string[] }) => Promise<{ passed: number, failed: number, retried?: readonly string[] }> }[]}
 */
export const parts = [
  { name: 'build', run: script('build.mjs', minutes(12)) },
  // What it writes the types of tests are checked against.
  { name: 'types', run: command([...tool('typescript', 'tsc'), '-b'], minutes(10)) },
  { name: 'size', run: async () => (await import('../size/check-sizes.mjs')).checkSizes() },
  {
    name: 'lint',
    beside: true,
    run: command([...tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'], minutes(3)),
  },
  ...['sw-plugin', 'sdk', 'server', 'viewer', 'viewer/cli', 'test/kit']
    .filter((folder) => existsSync(path.join(root, folder, 'tsconfig.test.json')))
    .map(types),
  ...['WebKitGTK', 'Firefox ESR'].map(inBrowser),
  // They take a core each, while browsers are waited for.
  ...['viewer', 'server', 'test', 'sw-plugin', 'viewer/cli', 'sdk'].map(unit),
  // From here on the longest first, so that all lanes end together.
  together('cases'),
  {
    name: 'viewer in a browser',
    beside: true,
    run: (quiet) =>
      runVitest({ folder: 'viewer', config: 'vitest.browser.config.ts', limit: minutes(25), quiet }),
  },
  processes(
    'others',
    testsIn('server/test').filter((name) => !STORES.includes(name)),
  ),
  processes('stores', STORES),
  ...['tools', 'parity', 'stories', 'uploads'].map(together),
  inBrowser('Chromium'),
  { name: 'end to end: others', beside: true, run: browsers(OTHERS) },
  ...['kit', 'doctor', 'old browsers', 'reports'].map(together),
  {
    name: 'end to end: waiting',
    beside: true,
    run: browsers(WAITING, {}, ['--fileParallelism', `--maxWorkers=${WAITING.length}`]),
  },
  {
    name: 'adoption',
    asked: true,
    run: () =>
      runVitest({
        folder: 'test',
        config: 'vitest.e2e.config.ts',
        files: ['e2e/adoption.test.ts'],
        limit: minutes(60),
        env: { OFFSTAGE_ADOPTION: 'all' },
      }),
  },
  { name: 'places', asked: true, run: browsers(PLACES) },
  { name: 'upload', asked: true, run: browsers(['upload'], { OFFSTAGE_UPLOAD: 'all' }) },
  {
    name: 'init',
    asked: true,
    run: browsers(INIT),
  },
  { name: 'kit', asked: true, run: browsers(KIT, {}, [], minutes(60)) },
  { name: 'ledger', asked: true, run: browsers(LEDGER) },
  { name: 'table of what was seen', run: script('browsers/table.mjs', minutes(3)) },
];
