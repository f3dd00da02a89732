import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { which } from '../machine/which.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where Chrome's installers put it on systems that have no commands on the path. */
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

// In the folders of Playwright's download. The "headless shell" beside it lacks most background services.
const IN_CACHE = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

function playwrightCaches(): string[] {
  const home = homedir();
  return [
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? '',
    path.join(process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'), 'ms-playwright'),
    path.join(home, 'Library/Caches/ms-playwright'),
  ].filter((folder) => folder !== '' && existsSync(folder));
}

/** Newest first. */
const downloads = (cache: string): string[] =>
  readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .map((name) => path.join(cache, name));

/**
 * A Chromium on this machine: what `CHROMIUM` names, one on the path, or one that Playwright has downloaded.
 * Throws `CHROMIUM_NOT_THERE` when `CHROMIUM` names a file that does not exist.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_NOT_THERE: CHROMIUM=${named} does not exist. Correct it, or unset it.`);
  }
  for (const command of COMMANDS) {
    const found = which(command);
    if (found !== undefined) return found;
  }
  const installed = INSTALLED.find((file) => existsSync(file));
  if (installed !== undefined) return installed;
  return playwrightCaches()
    .flatMap(downloads)
    .flatMap((folder) => IN_CACHE.map((file) => path.join(folder, file)))
    .find((file) => existsSync(file));
}
