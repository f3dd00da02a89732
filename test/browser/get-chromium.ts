import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from '../kit/src/chromium/find-chromium.ts';
import { aptInstall, isDebianRoot } from './system-packages.ts';

const COMMAND = 'npx -y playwright-core@1.64.1 install --with-deps chromium';

/** Playwright's command line, which its package does not export as a module. */
function playwrightCli(): string {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  return path.join(path.dirname(manifest), 'cli.js');
}

/**
 * Finds Chromium, or gets it: on Debian as root with apt, elsewhere by Playwright's download.
 * Throws `NO_CHROMIUM` with the one command to run where neither works.
 *
 * @returns absolute path of the executable
 */
export function getChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  try {
    if (isDebianRoot()) aptInstall(['chromium']);
    else execFileSync(process.execPath, [playwrightCli(), 'install', 'chromium'], { timeout: 300_000 });
  } catch (error) {
    throw new Error(`NO_CHROMIUM: it could not be installed. Run: ${COMMAND}, or set CHROMIUM to one.`, {
      cause: error,
    });
  }
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new Error(`NO_CHROMIUM: installed, but not found. Run: ${COMMAND}, or set CHROMIUM to one.`);
}
