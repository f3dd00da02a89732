import { execFileSync } from 'node:child_process';
import { parts } from './parts.mjs';
import { root } from './root.mjs';

/** Who is tested when a folder changes: itself, and whoever imports it. */
const USERS = {
  'sw-plugin': ['sw-plugin', 'sdk', 'viewer', 'test'],
  sdk: ['sdk', 'viewer', 'test'],
  server: ['server', 'test'],
  viewer: ['viewer', 'test'],
  test: ['test'],
};

/** Whose tests can be chosen by what they import. Those below `test` look at files that nobody imports. */
const PACKAGES = ['sw-plugin', 'sdk', 'server', 'viewer'];
const usesChanged = (folder, touched) =>
  [...touched].some((other) => other !== folder && USERS[other]?.includes(folder));

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

/** The parts of `pnpm test` that need no browser and that a change of these files can break, by name. */
export function namesFor(files) {
  const folders = new Set(files.flatMap((file) => USERS[file.split('/')[0]] ?? []));
  // Documents and settings at the top: the tests of the house itself look at them.
  if (files.some((file) => !Object.hasOwn(USERS, file.split('/')[0]))) folders.add('test');
  const code = files.some((file) => /\.[cm]?[jt]sx?$/.test(file));
  return [
    ...(code ? ['build', 'types'] : []),
    'lint',
    ...(code ? ['size'] : []),
    ...[...folders].map((folder) => `unit tests: ${folder}`),
  ];
}

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
  const names = namesFor(files);
  const touched = new Set(files.map((file) => file.split('/')[0]));
  return parts
    .filter(({ name }) => names.some((start) => name.startsWith(start)))
    .map((part) =>
      // Its own tests are chosen by what they import; whoever imports a package sees only what was built of it.
      PACKAGES.includes(part.folder) && touched.has(part.folder) && !usesChanged(part.folder, touched)
        ? { ...part, run: (quiet) => part.run(quiet, rev) }
        : part,
    );
}
