import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from '../kit/src/chromium/find-chromium.ts';

let folder: string;

function program(...names: string[]): string {
  const file = path.join(folder, ...names);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-find-'));
  vi.stubEnv('CHROMIUM', '');
  vi.stubEnv('PATH', path.join(folder, 'bin'));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('XDG_CACHE_HOME', path.join(folder, 'cache'));
  vi.stubEnv('PLAYWRIGHT_BROWSERS_PATH', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('finds none where there is none', () => {
  expect(findChromium()).toBeUndefined();
});

test('takes what CHROMIUM names before anything else, and refuses what does not exist', () => {
  program('bin', 'chromium');
  const named = program('elsewhere', 'my-chromium');
  vi.stubEnv('CHROMIUM', named);
  expect(findChromium()).toBe(named);
  vi.stubEnv('CHROMIUM', '/nowhere/chromium');
  expect(findChromium).toThrow('CHROMIUM_NOT_THERE');
});

test('finds one on the path, before one that Playwright has downloaded', () => {
  const downloaded = program('cache/ms-playwright/chromium-1200/chrome-linux/chrome');
  expect(findChromium()).toBe(downloaded);
  const installed = program('bin', 'chromium');
  expect(findChromium()).toBe(installed);
});

test('takes the newest download, and never a headless shell', () => {
  program('cache/ms-playwright/chromium_headless_shell-9999/chrome-linux/headless_shell');
  program('cache/ms-playwright/chromium-999/chrome-linux/chrome');
  const newest = program('cache/ms-playwright/chromium-1200/chrome-linux64/chrome');
  expect(findChromium()).toBe(newest);
});
