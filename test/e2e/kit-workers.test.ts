import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorsEnvironment } from '../adoption/authors-environment.ts';
import { packAll } from '../adoption/pack-all.ts';
import { execute } from '../run/execute.mjs';

// `@offstage/testing` as somebody outside has it: packed tarballs, npm, an empty folder, workers of the registry.
// OFFSTAGE_REPEATS=49 launches each 50 times, OFFSTAGE_RUNS=50 sends each 50 pushes.

const PACKAGES = {
  '@angular/service-worker': '20.3.32',
  '@firebase/app': '0.14.6',
  '@firebase/messaging': '0.12.23',
  '@playwright/test': '1.64.1',
  '@pusher/push-notifications-web': '2.1.0',
  '@types/node': '20.19.43',
  'puppeteer-core': '24.8.2',
  serwist: '9.5.13',
  typescript: '5.9.3',
  vite: '8.3.8',
  vitest: '4.1.12',
  'workbox-precaching': '7.4.1',
};

const source = (name: string): string => fileURLToPath(new URL(`../kit/${name}`, import.meta.url));

let folder = '';
let tarballs: Awaited<ReturnType<typeof packAll>> | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-kit-'));
  tarballs = await packAll();
  const { folder: packed } = tarballs;
  cpSync(source('workers'), folder, { recursive: true });
  cpSync(source('apps/plain'), path.join(folder, 'dist/plain'), { recursive: true });
  const ours = ['sw-plugin', 'sdk', 'viewer', 'testing'].map((name) => {
    const file = readdirSync(packed).find((one) => one.startsWith(`offstage-${name}-0`));
    return [`@offstage/${name}`, `file:${path.join(packed, file ?? 'missing')}`];
  });
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...PACKAGES, ...Object.fromEntries(ours) },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  // Angular's package asks for all of Angular.
  await run(['npm', 'install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--prefer-offline']);
  await run(['node', 'build.mjs']);
}, 600_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  tarballs?.remove();
});

async function run(command: readonly string[], expected = 0, cwd: string = folder): Promise<string> {
  const env = authorsEnvironment();
  const { code, output } = await execute(command, { limit: 3_000_000, quiet: true, cwd, env });
  if (code !== expected) throw new Error(`${command.join(' ')} ended with ${code}:\n${output.slice(-6_000)}`);
  return output;
}

const npx = (...words: readonly string[]): readonly string[] => ['npx', '--no-install', ...words];

test('its types hold without a compiler that looks away', async () => {
  await run(npx('tsc', '-p', '.'));
}, 120_000);

test('five workers of the registry and a plain one show a push, in both browsers', async () => {
  await run(npx('vitest', 'run', 'workers.test.ts'));
}, 3_000_000);

test('broken on purpose, each tells how', async () => {
  await run(npx('vitest', 'run', 'broken.test.ts'));
}, 3_000_000);

test('one push after the other, to workers that were stopped', async () => {
  await run(npx('vitest', 'run', 'runs.test.ts'));
}, 3_000_000);

test('Puppeteer joins in', async () => {
  await run(npx('vitest', 'run', 'puppeteer.test.ts'));
}, 300_000);

test('Playwright has its fixtures, and the log lies beside the trace of what failed', async () => {
  const output = await run(npx('playwright', 'test'), 1);
  expect(output).toMatch(/2 failed/);
  expect(output).toMatch(/2 passed/);
  expect(output).toContain('none was shown at all');
  for (const browser of ['chromium', 'firefox']) {
    const files = readdirSync(path.join(folder, `test-results/push-broken-on-purpose-${browser}`));
    expect(files).toEqual(expect.arrayContaining(['offstage.html', 'offstage.jsonl', 'trace.zip']));
  }
}, 600_000);

test('a Playwright that cannot drive the installed Firefox, and WebKit, are told from a broken test', async () => {
  await run(['npm', 'install', '--legacy-peer-deps', '--no-audit', '--no-fund', '@playwright/test@1.65.1']);
  const output = await run(
    npx('playwright', 'test', '--config', 'later.config.ts', '-g', 'a push is shown'),
    1,
  );
  expect(output).toMatch(/1 passed/);
  expect(output).toMatch(/2 failed/);
  expect(output).toMatch(/PLAYWRIGHT_WITHOUT_FIREFOX: .*launch\(\{ browser: 'firefox' \}\)/);
  expect(output).toMatch(/NOT_IN_THIS_BROWSER: WebKit/);
}, 600_000);

test('the recipes as they stand in the README: each of their commands, in an empty folder', async () => {
  const app = path.join(folder, 'recipe');
  cpSync(path.join(folder, 'dist/plain'), path.join(app, 'dist'), { recursive: true });
  cpSync(path.join(folder, 'recipe.test.ts'), path.join(app, 'recipe.test.ts'));
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const used = Object.entries(dependencies).filter(([name]) => /^@offstage\/|^(vite|vitest)$/.test(name));
  const manifest = { private: true, type: 'module', devDependencies: Object.fromEntries(used) };
  writeFileSync(path.join(app, 'package.json'), JSON.stringify(manifest));
  await run(['npm', 'install', '--package-lock-only', '--no-audit', '--no-fund'], 0, app);
  const recipes = readFileSync(source('README.md'), 'utf8').split('## Recipes')[1] ?? '';
  // What the system lacks is installed by those who run them; the rest is as on any machine.
  const words = [...recipes.matchAll(/^ +- (?:run: )?(n\w+ .*)$/gm)].map(([, command = '']) => command);
  expect([...new Set(words)]).toEqual(['npm ci', 'npx vitest run']);
  await run(['npm', 'ci', '--no-audit', '--no-fund', '--prefer-offline'], 0, app);
  const output = await run(npx('vitest', 'run'), 1, app);
  expect(stripVTControlCharacters(output)).toMatch(/2 failed \| 2 passed/);
  // What the recipe uploads.
  expect(recipes).toContain('path: failures');
  expect(readdirSync(path.join(app, 'failures')).sort()).toEqual(
    ['chromium', 'firefox'].flatMap((name) => [`${name}-fails.html`, `${name}-fails.jsonl`]),
  );
}, 600_000);
