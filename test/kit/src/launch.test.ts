import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch } from './index.ts';
import { launchWithPlaywright } from './playwright/launch-with-playwright.ts';

// What somebody reads who has no browser, or the wrong words: no browser is needed for it. The plugin stays away, since it
// may not be built yet.

let folder = '';
const app = (): { readonly app: string; readonly plugin: 'none' } => ({ app: folder, plugin: 'none' });
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'offstage-kit-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>App</title>');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A machine with nothing on it. */
function nothingThere(): void {
  for (const name of ['PATH', 'CHROMIUM', 'FIREFOX', 'PLAYWRIGHT_BROWSERS_PATH']) vi.stubEnv(name, '');
  vi.stubEnv('HOME', folder);
  vi.stubEnv('XDG_CACHE_HOME', folder);
}

describe.runIf(process.platform === 'linux')('where no browser is', () => {
  test('the one command is named', async () => {
    nothingThere();
    await expect(launch(app())).rejects.toThrow(
      /^NO_CHROMIUM: .*Run: npx playwright install --with-deps chromium/,
    );
    await expect(launch({ ...app(), browser: 'firefox' })).rejects.toThrow(
      /^NO_FIREFOX: .*Run: sudo apt-get install -y firefox-esr/,
    );
    await expect(launchWithPlaywright('chromium', app())).rejects.toThrow(/^NO_CHROMIUM: /);
    await expect(launchWithPlaywright('firefox', app())).rejects.toThrow(/^NO_FIREFOX: /);
  });

  test('so is one that is named and not there, or that ends at once', async () => {
    nothingThere();
    vi.stubEnv('CHROMIUM', '/no/such/chrome');
    vi.stubEnv('FIREFOX', '/no/such/firefox');
    await expect(launch(app())).rejects.toThrow(
      /^CHROMIUM_NOT_THERE: CHROMIUM=\/no\/such\/chrome .*unset it/,
    );
    await expect(launch({ ...app(), browser: 'firefox' })).rejects.toThrow(/^FIREFOX_NOT_THERE: /);
    const ends = path.join(folder, 'ends');
    writeFileSync(ends, '#!/bin/sh\necho out of order >&2\nexit 3\n');
    chmodSync(ends, 0o755);
    await expect(launch({ ...app(), chromium: { executable: ends } })).rejects.toThrow(
      /^CHROMIUM_ENDED: it ended with 3: out of order/,
    );
    await expect(launch({ ...app(), browser: 'firefox', firefox: { executable: ends } })).rejects.toThrow(
      /^FIREFOX_ENDED: it ended with 3: out of order/,
    );
  });

  test('a Firefox that the installed Playwright cannot drive is told from a broken test', async () => {
    const ends = path.join(folder, 'ends');
    writeFileSync(ends, '#!/bin/sh\nexit 3\n');
    chmodSync(ends, 0o755);
    await expect(
      launchWithPlaywright('firefox', { ...app(), firefox: { executable: ends } }),
    ).rejects.toThrow(
      /^PLAYWRIGHT_WITHOUT_FIREFOX: .*launch\(\{ browser: 'firefox' \}\).*npm i -D @playwright\/test@/,
    );
  });
});

test('an app that is not named, or not built, is asked for', async () => {
  await expect(launch({})).rejects.toThrow(/^WHICH_APP: .*"url".*"app"/);
  await expect(launch({ app: folder, url: 'http://localhost' })).rejects.toThrow(/^WHICH_APP: /);
  await expect(launch({ app: path.join(folder, 'dist') })).rejects.toThrow(/^NO_APP: .*Build the app first/);
  await expect(launchWithPlaywright('chromium', {})).rejects.toThrow(/^WHICH_APP: say test\.use/);
});
