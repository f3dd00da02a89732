import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../run.ts';
import { fakeTerminal } from '../../terminal/fake-terminal.fixture.ts';
import { findBrowser } from './find-browser.ts';
import { launch } from './launch.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = (name: string, code = ''): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!${process.execPath}\n${code}`);
  chmodSync(file, 0o755);
  return file;
};

test('what is named wins, and is not replaced by another when it is not there', () => {
  const installed = program('google-chrome');
  const named = program('mine');
  expect(findBrowser({ CHROME_PATH: named, PATH: folder }, 'linux')).toBe(named);
  expect(findBrowser({ CHROME_PATH: `${named}-gone`, PATH: folder }, 'linux')).toBeUndefined();
  expect(findBrowser({ PATH: folder }, 'linux')).toBe(installed);
});

test('a download of Playwright, the newest first', () => {
  program('chromium-900/chrome-linux/chrome');
  const newest = program('chromium-1234/chrome-linux/chrome');
  expect(findBrowser({ PLAYWRIGHT_BROWSERS_PATH: folder }, 'linux')).toBe(newest);
});

test('places of Windows and macOS are looked at without those of Linux', () => {
  program('google-chrome');
  expect(findBrowser({ PATH: folder, LOCALAPPDATA: folder }, 'win32')).toBeUndefined();
});

test('without a browser, and with one that ends at once, the next step is said', async () => {
  await expect(launch(program('ends', 'process.exit(7)'))).rejects.toThrow(/ended before it was asked \(7\)/);
  await expect(launch(path.join(folder, 'gone'))).rejects.toThrow(/ENOENT/);
  const terminal = fakeTerminal(folder, { env: { CHROME_PATH: path.join(folder, 'gone') } });
  const { startSite } = await import('../../../test/start-site.ts');
  const site = await startSite({ '/': '<title>App</title>' });
  expect(await run(['check', site.url, '--browser'], terminal)).toBe(3);
  await site.close();
  expect(terminal.noted()).toMatch(/^NO_BROWSER: .*CHROME_PATH/);
});
