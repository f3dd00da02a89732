import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { planFor } from './changed.mjs';
import { farTests } from './far-tests.mjs';
import { parts } from './parts.mjs';
import { root } from './root.mjs';

const names = (files: readonly string[]) => planFor(files).map(({ name }) => name);
const step = (files: readonly string[], folder: string) =>
  planFor(files).find(({ name }) => name === `unit tests: ${folder}`);

test('a change of the plugin plays what reaches it, as source and as it is built, in whoever imports it', () => {
  const files = ['sw-plugin/src/log/entry.ts'];
  expect(names(files)).toEqual([
    'build',
    'types',
    'types: sw-plugin tests',
    'types: sdk tests',
    'types: viewer tests',
    'types: viewer/cli tests',
    'types: test/kit tests',
    'lint',
    'size',
    'unit tests: sw-plugin',
    'unit tests: sdk',
    'unit tests: viewer',
    'unit tests: viewer/cli',
    'unit tests: test',
  ]);
  const reach = ['sw-plugin/src/log/entry.ts', 'sw-plugin/dist/log/entry.js'];
  expect(step(files, 'viewer')).toMatchObject({ name: 'unit tests: viewer', reach });
  expect(step(files, 'test')).toEqual({
    name: 'unit tests: test',
    reach,
    files: ['docs/', 'imports/', 'run/'],
  });
});

test('a change of a document builds nothing, and has the documents checked', () => {
  expect(names(['README.md'])).toEqual(['lint', 'unit tests: viewer/cli', 'unit tests: test']);
  expect(step(['server/README.md'], 'test')?.files).toContain('docs/');
  expect(step(['viewer/README.md'], 'viewer/cli')?.files).toEqual(['test/readme']);
});

test('what a package shows outside has the packages packed', () => {
  for (const file of ['sdk/package.json', 'viewer/src/index.ts', 'sw-plugin/vite.config.ts'])
    expect(step([file], 'test')?.files, file).toContain('pack/');
  expect(step(['sdk/src/upload/upload.ts'], 'test')?.files).not.toContain('pack/');
});

test('of the tests that show the whole viewer those are played that lie near a change', () => {
  const all = farTests(['sdk/src/start.ts']);
  expect(all).toContain('src/log/funnel.test.tsx');
  expect(all).toContain('src/hostile.test.tsx');
  // What shows a part of it is reached by what that part imports.
  expect(all).not.toContain('src/evidence/evidence.test.ts');
  expect(all).not.toContain('src/Viewer.test.tsx');

  const log = farTests(['viewer/src/log/PanelTop.tsx']);
  expect(log).toContain('src/details/story.test.tsx');
  expect(log.filter((file) => /^src\/(log\/|[^/]*$)/.test(file))).toEqual([]);
  expect(farTests(['sw-plugin/src/doctor/rules/d07-handler-threw.ts'])).not.toContain(
    'src/doctor/DoctorSummary.test.tsx',
  );
  expect(farTests(['viewer/src/log/PanelTop.tsx', 'viewer/src/why/why-dialog.test.tsx'])).not.toContain(
    'src/why/why-dialog.test.tsx',
  );
  expect(step(['viewer/src/log/PanelTop.tsx'], 'viewer')).toMatchObject({ without: log });
});

test('a change of the server has its routes asked, in the process of the tests', () => {
  const routes = planFor(['server/src/api/api-routes.ts']).find(({ name }) => name.startsWith('server proc'));
  expect(routes?.files).toContain('test/api.test.ts');
  for (const file of routes?.files ?? [])
    expect(existsSync(path.join(root, 'server', file)), file).toBe(true);
  expect(names(['sdk/src/start.ts']).join()).not.toContain('server');
});

test('every step is a part', () => {
  const all = parts.map(({ name }) => name);
  for (const { name } of planFor(['sw-plugin/src/index.ts', 'server/src/index.ts', 'README.md']))
    expect(all).toContain(name);
});

test('a change of nothing runs the linter alone', () => {
  expect(names([])).toEqual(['lint']);
});
