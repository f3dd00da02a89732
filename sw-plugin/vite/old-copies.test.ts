import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, resolveConfig } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
// As it is built: it knows its files by where it lies.
import { offstage } from '../dist/vite/index.js';
import { oldCopies } from './old-copies.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-copies-'));
  mkdirSync(path.join(folder, 'public'));
  writeFileSync(path.join(folder, 'current.js'), 'new');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = (name = 'offstage-sw.js', current = 'current.js'): readonly string[] =>
  oldCopies(path.join(folder, 'public'), [{ name, current: path.join(folder, current) }]);

test('an old copy is told, with the next step; a current one, and none, are not', () => {
  expect(said()).toEqual([]);
  writeFileSync(path.join(folder, 'public/offstage-sw.js'), 'new');
  expect(said()).toEqual([]);
  writeFileSync(path.join(folder, 'public/offstage-sw.js'), 'old');
  expect(said()).toEqual([
    expect.stringMatching(/^OFFSTAGE_OLD_COPY: .*offstage-sw\.js .*npx offstage init$/),
  ]);
  expect(said('offstage-sw.js', 'not-built.js')).toEqual([]);
  expect(oldCopies('', [{ name: 'offstage-sw.js', current: undefined }])).toEqual([]);
});

test('Vite says it when it starts, in dev and in a build', async () => {
  mkdirSync(path.join(folder, 'public/viewer'));
  writeFileSync(path.join(folder, 'public/offstage-sw.js'), 'old');
  for (const command of ['serve', 'build'] as const) {
    const warned: string[] = [];
    const customLogger = { ...createLogger('silent'), warn: (text: string) => void warned.push(text) };
    await resolveConfig({ root: folder, configFile: false, customLogger, plugins: [offstage()] }, command);
    expect(warned).toEqual([expect.stringContaining('OFFSTAGE_OLD_COPY')]);
  }
});
