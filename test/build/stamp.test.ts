import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digest } from './digest.mjs';
import { isFresh, stamp } from './stamp.mjs';

let folder: string;
const at = (...names: string[]): string => path.join(folder, ...names);
// Places are relative to the repository.
const place = (name: string): string => path.relative(path.resolve(import.meta.dirname, '../..'), at(name));
const target = () => ({ name: path.basename(folder), inputs: [place('src')], outputs: [place('dist')] });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-stamp-'));
  mkdirSync(at('src'));
  mkdirSync(at('dist'));
  writeFileSync(at('src', 'a.ts'), 'one');
  writeFileSync(at('dist', 'a.js'), 'built');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/offstage-build');
  rmSync(path.join(cache, `${path.basename(folder)}.json`), { force: true });
});

test('a target is fresh only after it was stamped', () => {
  expect(isFresh(target())).toBe(false);
  stamp(target());
  expect(isFresh(target())).toBe(true);
});

test.each<[string, () => void]>([
  [
    'an input changed, though its time did not',
    () => {
      writeFileSync(at('src', 'a.ts'), 'two');
      utimesSync(at('src', 'a.ts'), 0, 0);
    },
  ],
  ['an input came', () => writeFileSync(at('src', 'b.ts'), '')],
  [
    'an input was renamed',
    () => {
      rmSync(at('src', 'a.ts'));
      writeFileSync(at('src', 'b.ts'), 'one');
    },
  ],
  ['an output changed', () => writeFileSync(at('dist', 'a.js'), 'edited')],
  ['an output went', () => rmSync(at('dist'), { recursive: true })],
])('a target is stale when %s', (_, change) => {
  stamp(target());
  change();
  expect(isFresh(target())).toBe(false);
});

test('times, installed packages and build results are no inputs', () => {
  const before = digest([place('src')]);
  utimesSync(at('src', 'a.ts'), 1, 1);
  for (const ignored of ['node_modules', 'dist']) {
    mkdirSync(at('src', ignored));
    writeFileSync(at('src', ignored, 'x.js'), '');
  }
  expect(digest([place('src')])).toBe(before);
  expect(digest([place('src')], { built: true })).not.toBe(before);
});
