import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { farTests } from './far-tests.mjs';
import { parts } from './parts.mjs';
import { root } from './root.mjs';

/** Who is tested when a package changes: itself, and whoever imports it. `test` always is: it looks at all of them. */
const USERS = {
  'sw-plugin': ['sw-plugin', 'sdk', 'viewer', 'viewer/cli'],
  sdk: ['sdk', 'viewer'],
  server: ['server'],
  viewer: ['viewer', 'viewer/cli'],
  test: [],
};
/** Tests that read files of the house without importing them. */
const HOUSE = ['docs/', 'imports/', 'run/'];
/** What a package looks like from outside: who changes it has the packages packed. */
const OUTSIDE =
  /(^|\/)(package\.json|vite\.[\w.]*config\.ts|tsconfig[\w.]*\.json)$|^[\w/-]+\/src\/index\.ts$/;
/** Tests of the server as it is built that start no process and need no PostgreSQL: its routes, by requests. */
const ROUTES = [
  'api',
  'mount',
  'policy',
  'posts',
  'push',
  'refusals',
  'sends',
  'sqlite-store',
  'token',
  'viewer',
];
const CODE = /\.[cm]?[jt]sx?$/;

const git = (...words) =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Files that differ from `rev`, those that git does not track yet included; relative to the repository. */
function changedSince(rev) {
  const diff = git('diff', '--name-only', rev, '--');
  const fresh = git('ls-files', '--others', '--exclude-standard');
  return [...new Set(`${diff}\n${fresh}`.split('\n').filter(Boolean))];
}

function defaultRevision() {
  try {
    return git('merge-base', 'HEAD', 'origin/main').trim();
  } catch {
    return 'HEAD';
  }
}

/** A module of a package as others import it: built one by one. */
const built = (file) => file.replace('/src/', '/dist/').replace(/\.tsx?$/, '.js');

/**
 * The parts of `pnpm test` that need no browser and that a change of these files can break: by name, and for unit tests
 * with what to play. `reach` are the files whose importers are played, but for those in `without`, `files` those that are
 * played in any case; with neither, all.
 *
 * @param {readonly string[]} files relative to the repository
 * @returns {readonly { name: string, reach?: readonly string[], without?: readonly string[], files?: readonly string[] }[]}
 */
export function planFor(files) {
  const code = files.filter((file) => CODE.test(file));
  const folders = new Set(code.flatMap((file) => USERS[file.split('/')[0]] ?? []));
  // How the command line tells of the rules stands in its README.
  if (files.some((file) => file.endsWith('.md'))) folders.add('viewer/cli');
  const reach = [...new Set(code.flatMap((file) => [file, built(file)]))];
  const names = ['sw-plugin', 'sdk', 'server', 'viewer', 'viewer/cli'].filter((name) => folders.has(name));
  return [
    ...(code.length > 0
      ? [
          { name: 'build' },
          { name: 'types' },
          ...[...names, 'test/kit'].map((folder) => ({ name: `types: ${folder} tests` })),
        ]
      : []),
    { name: 'lint' },
    ...(code.length > 0 ? [{ name: 'size' }] : []),
    ...names.map((folder) => ({
      name: `unit tests: ${folder}`,
      reach,
      ...(folder === 'viewer' ? { without: farTests(code) } : {}),
      ...(folder === 'viewer/cli' && files.some((file) => file.endsWith('.md'))
        ? { files: ['test/readme'] }
        : {}),
    })),
    ...(folders.has('server')
      ? [{ name: 'server processes: others', files: ROUTES.map((name) => `test/${name}.test.ts`) }]
      : []),
    ...(files.length > 0
      ? [
          {
            name: 'unit tests: test',
            reach,
            files: [...HOUSE, ...(files.some((file) => OUTSIDE.test(file)) ? ['pack/', 'consumers/'] : [])],
          },
        ]
      : []),
  ];
}

const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  retried: [...(a.retried ?? []), ...(b.retried ?? [])],
  failures: [...(a.failures ?? []), ...(b.failures ?? [])],
});

/**
 * What to run for the change since `rev`, in the order of `pnpm test`.
 *
 * @param {string | undefined} rev anything that git understands
 */
export function partsFor(rev = defaultRevision()) {
  const files = changedSince(rev);
  console.log(
    `${files.length} files differ from ${rev.slice(0, 12)}. Real browsers and processes: pnpm test`,
  );
  const plan = planFor(files);
  const far = plan.flatMap(({ without = [] }) => without);
  if (far.length > 0)
    console.log(`Left to it, too: what shows the whole viewer far from the change (${far.join(', ')})`);
  return parts.flatMap((part) => {
    const step = plan.find(({ name }) => part.name === name);
    if (!step) return [];
    if (!step.reach)
      return [step.files ? { ...part, run: (quiet) => part.run(quiet, { files: step.files }) } : part];
    const run = async (quiet) => {
      // Only now: the build has made what others import.
      const related = step.reach.map((file) => path.join(root, file)).filter(existsSync);
      const always = step.files ? await part.run(quiet, { files: step.files }) : { passed: 0, failed: 0 };
      return related.length > 0
        ? sum(always, await part.run(quiet, { related, without: step.without }))
        : always;
    };
    return [{ ...part, run }];
  });
}
