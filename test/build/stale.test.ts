import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { COMPILED, modulesGone } from './compiled.mjs';
import { removeStale } from './stale.mjs';

const base = mkdtempSync(path.join(tmpdir(), 'offstage-stale-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const write = (...files: readonly string[]): void => {
  for (const file of files) {
    mkdirSync(path.join(base, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(base, file), '');
  }
};
const compiled = (stem: string): string[] =>
  ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((ending) => stem + ending);
const left = (files: readonly string[]): string[] =>
  files.filter((file) => existsSync(path.join(base, file)));

test('what was compiled of a source that is gone goes; what there is a source for, and what Vite has made, stays', () => {
  const stays = [
    ...compiled('sdk/dist/start'),
    ...compiled('viewer/dist/log/Toolbar'),
    ...compiled('sw-plugin/dist/vite/index'),
    'sdk/dist/offstage.js',
    'viewer/dist/chunks/Dialog.js',
  ];
  const goes = [
    ...compiled('sdk/dist/upload/renamed'),
    ...compiled('sw-plugin/dist/vite/gone'),
    'viewer/dist/log/Old.d.ts',
  ];
  write('sdk/src/start.ts', 'viewer/src/log/Toolbar.tsx', 'sw-plugin/vite/index.ts', ...stays, ...goes);
  expect(removeStale(base).sort()).toEqual([
    'sdk/dist/upload/renamed',
    'sw-plugin/dist/vite/gone',
    'viewer/dist/log/Old',
  ]);
  expect(left(stays)).toEqual(stays);
  expect(left(goes)).toEqual([]);
  expect(removeStale(base)).toEqual([]);
});

test('a module that was deleted is missed, and a folder of them', () => {
  write(...COMPILED.map(({ from }) => `${from}/index.ts`), 'sdk/src/deep/a.tsx');
  write('sdk/src/a.test.ts', 'sdk/src/a.fixture.ts', 'viewer/src/app/main.tsx');
  expect(modulesGone(base)).toBe(true);
  write(...COMPILED.map(({ to }) => `${to}/index.d.ts`));
  expect(modulesGone(base)).toBe(true);
  write('sdk/dist/deep/a.d.ts');
  expect(modulesGone(base)).toBe(false);
  rmSync(path.join(base, 'sdk/dist/deep/a.d.ts'));
  expect(modulesGone(base)).toBe(true);
  write('sdk/dist/deep/a.d.ts');
  rmSync(path.join(base, 'server/dist'), { recursive: true, force: true });
  expect(modulesGone(base)).toBe(true);
});
