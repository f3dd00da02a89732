/**
 * `pnpm release VERSION`: all packages to one version, the changelog's "Unreleased" under it, a commit and a tag. It
 * publishes nothing: the last line it prints is the command for that, to be run where the provenance of a build can be
 * proved (https://docs.npmjs.com/generating-provenance-statements).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run/root.mjs';
import { released } from './released.mjs';

const PACKAGES = ['sw-plugin', 'sdk', 'viewer', 'viewer/cli', 'server', 'test/kit', 'test'];
const VERSION_FILES = ['sw-plugin/src/version.ts'];

const [version = ''] = process.argv.slice(2);
const stop = (message) => {
  console.error(message);
  process.exit(1);
};
const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();

if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  stop('BAD_VERSION: name the new version, e.g. 0.2.0. Run: pnpm release 0.2.0');
if (git('status', '--porcelain') !== '')
  stop('NOT_CLEAN: there are changes that are not committed. Commit or stash them, and run this again.');

const rewrite = (file, change) => {
  const full = path.join(root, file);
  writeFileSync(full, change(readFileSync(full, 'utf8')));
};
for (const folder of PACKAGES)
  rewrite(`${folder}/package.json`, (text) => text.replace(/("version": ")[^"]+/, `$1${version}`));
for (const file of VERSION_FILES)
  rewrite(file, (text) => text.replace(/'\d+\.\d+\.\d+[^']*'/, `'${version}'`));
rewrite('CHANGELOG.md', (text) => released(text, version, new Date().toISOString().slice(0, 10)));

git('commit', '-am', `Version ${version}`);
git('tag', `v${version}`);
console.log(
  `Version ${version} is committed and tagged. To publish it:\n  npx pnpm@12 -r publish --provenance`,
);
