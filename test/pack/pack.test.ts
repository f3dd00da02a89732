import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packAll } from '../adoption/pack-all.ts';
import { execute } from '../run/execute.mjs';
import { root } from '../run/root.mjs';
import { tool } from '../run/tool.mjs';

// What somebody gets who installs the packages: the tarballs, as `pnpm -r pack` makes them.

const PACKAGES = [
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => ['sw-plugin', 'sdk', 'viewer', 'server'].includes(name)),
  // It lives in `test/kit`.
  'testing',
];
/** The command line is no library: one program, with what it is made of inside. */
const COMMAND = 'offstage';

let folder = '';
beforeAll(async () => {
  const tarballs = await packAll();
  folder = tarballs.folder;
  for (const name of [...PACKAGES, COMMAND]) {
    mkdirSync(path.join(folder, name));
    execFileSync('tar', ['-xzf', tarball(name), '-C', path.join(folder, name)]);
  }
  return tarballs.remove;
}, 200_000);

const tarball = (name: string): string => {
  const found = readdirSync(folder).find((file) =>
    file.startsWith(name === COMMAND ? 'offstage-0' : `offstage-${name}-`),
  );
  if (found === undefined) throw new Error(`NOT_PACKED: no tarball of ${name}`);
  return path.join(folder, found);
};

const filesOf = (name: string): readonly string[] => {
  const base = path.join(folder, name, 'package');
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(base, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
};

const readOf = (name: string, file: string): string =>
  readFileSync(path.join(folder, name, 'package', file), 'utf8');

test('all five are there', () => {
  expect(PACKAGES.toSorted()).toEqual(['sdk', 'server', 'sw-plugin', 'testing', 'viewer']);
});

describe.each(PACKAGES)('%s', (name) => {
  test('has what it is built from once, a licence, and no tests', () => {
    const files = filesOf(name);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/index.js', 'src/index.ts']));
    expect(files.filter((file) => /\.(test|fixture)\.|tsbuildinfo|(^|\/)samples\//.test(file))).toEqual([]);
    for (const file of files.filter((file) => file.endsWith('.map'))) {
      const { sourcesContent } = JSON.parse(readOf(name, file));
      expect(sourcesContent?.filter(Boolean) ?? [], file).toEqual([]);
    }
  }, 60_000);

  test('says what it is, and asks for ranges that other packages can meet', () => {
    const manifest = JSON.parse(readOf(name, 'package.json'));
    for (const member of ['repository', 'keywords', 'homepage', 'bugs', 'author', 'license', 'engines'])
      expect(manifest[member], member).toBeTruthy();
    expect(manifest.publishConfig.access).toBe('public');
    expect(manifest.sideEffects).toBeDefined();
    for (const range of Object.values(manifest.dependencies as Record<string, string>))
      expect(range).toMatch(/^\^\d/);
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:/);
  });

  test('every entry that it exports is in it', () => {
    const files = new Set(filesOf(name));
    const { exports } = JSON.parse(readOf(name, 'package.json'));
    const targets: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') targets.push(value.replace(/^\.\//, ''));
      else for (const inner of Object.values(value as object)) collect(inner);
    };
    collect(exports);
    const missing = targets.filter((target) =>
      target.includes('*')
        ? ![...files].some((file) => file.startsWith(target.split('*')[0] ?? ''))
        : !files.has(target),
    );
    expect(missing).toEqual([]);
  });

  test('publint and attw find nothing', async () => {
    const linted = await execute([...tool('publint'), tarball(name), '--strict'], {
      limit: 60_000,
      quiet: true,
    });
    expect(linted.code, linted.output).toBe(0);
    const typed = await execute(
      [...tool('@arethetypeswrong/cli', 'attw'), tarball(name), '--profile', 'esm-only', ...UNTYPED(name)],
      { limit: 60_000, quiet: true },
    );
    expect(typed.code, typed.output).toBe(0);
  }, 120_000);
});

/** Files to copy or to serve: nobody imports them, so they have no types. */
const UNTYPED = (name: string): readonly string[] => {
  const entries = {
    'sw-plugin': ['./offstage-sw.js', './offstage-upload.js'],
    sdk: ['./offstage.js'],
    viewer: ['./app/*'],
    server: [],
    testing: [],
  };
  const some = entries[name as keyof typeof entries];
  return some.length > 0 ? ['--exclude-entrypoints', ...some] : [];
};

test('the command line is packed whole: its program, its licences, ranges of our packages and nothing else', async () => {
  const files = filesOf(COMMAND);
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'dist/main.js', 'dist/THIRD-PARTY-LICENSES.md']),
  );
  expect(files.filter((file) => /\.(test|fixture|map|ts)\b|tsbuildinfo/.test(file))).toEqual([]);
  expect(readOf(COMMAND, 'dist/main.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  for (const name of ['@babel/parser', 'diff', 'jsonc-parser', 'parse5', 'valibot'])
    expect(readOf(COMMAND, 'dist/THIRD-PARTY-LICENSES.md')).toContain(`## ${name}`);
  const manifest = JSON.parse(readOf(COMMAND, 'package.json'));
  expect(Object.keys(manifest.dependencies)).toEqual([
    '@offstage/sdk',
    '@offstage/sw-plugin',
    '@offstage/viewer',
  ]);
  for (const range of Object.values(manifest.dependencies)) expect(range).toMatch(/^\^\d/);
  expect(manifest.bin).toEqual({ offstage: './dist/main.js' });
  expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|postinstall/);
  const linted = await execute([...tool('publint'), tarball(COMMAND), '--strict'], {
    limit: 60_000,
    quiet: true,
  });
  expect(linted.code, linted.output).toBe(0);
}, 60_000);

test('what bundles other people’s code brings their licences', () => {
  expect(readOf('sdk', 'dist/THIRD-PARTY-LICENSES.md')).toContain('## comlink');
  expect(readOf('viewer', 'dist/app/THIRD-PARTY-LICENSES.md')).toContain('## react');
  expect(readOf('testing', 'dist/THIRD-PARTY-LICENSES.md')).toContain('## dbus-next');
});

test('nothing of the testing package is fetched or compiled when it is installed', () => {
  const manifest = JSON.parse(readOf('testing', 'package.json'));
  expect(manifest.scripts).not.toHaveProperty('postinstall');
  expect(manifest.scripts).not.toHaveProperty('install');
  // Their optional parts are compiled at install.
  for (const name of ['dbus-next', 'usocket', 'playwright', 'puppeteer'])
    expect(manifest.dependencies).not.toHaveProperty(name);
});

test('npm, which would leave "workspace:" as it is, is refused with the right command', async () => {
  const { code, output } = await execute(['npm', 'pack', '--pack-destination', folder], {
    limit: 60_000,
    quiet: true,
    cwd: path.join(root, 'sdk'),
  });
  expect(code).not.toBe(0);
  expect(output).toContain('PACKED_BY_NPM');
  expect(output).toContain('npx pnpm@12 -r pack');
}, 60_000);
