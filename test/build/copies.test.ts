import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { copyAlong } from './copies.mjs';

const base = mkdtempSync(path.join(tmpdir(), 'offstage-copies-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const built = path.join(base, 'viewer/dist/app');
const copy = (name: string) => readFileSync(path.join(base, 'server/dist/viewer', name), 'utf8');

test('the server gets a copy of the viewer, anew when that has changed', () => {
  const told = vi.spyOn(console, 'log').mockImplementation(() => {});
  copyAlong(base);
  expect(told).not.toHaveBeenCalled();
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(path.join(built, 'index.html'), 'page');
  writeFileSync(path.join(built, 'assets/old.js'), '1');
  copyAlong(base);
  expect([copy('index.html'), copy('assets/old.js')]).toEqual(['page', '1']);
  copyAlong(base);
  expect(told).toHaveBeenCalledTimes(1);
  rmSync(path.join(built, 'assets/old.js'));
  writeFileSync(path.join(built, 'assets/new.js'), '2');
  copyAlong(base);
  expect(copy('assets/new.js')).toBe('2');
  expect(() => copy('assets/old.js')).toThrow();
  told.mockRestore();
});
