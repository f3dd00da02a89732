import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'brave-browser',
];
const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
const DOWNLOADED = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

type Env = Readonly<Record<string, string | undefined>>;

/** A Chrome, Chromium or Edge of this machine: what `CHROME_PATH` names, an installed one, or a download of Playwright. */
export function findBrowser(env: Env, platform: NodeJS.Platform = process.platform): string | undefined {
  const named = env.CHROME_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return candidates(env, platform).find((file) => existsSync(file));
}

function candidates(env: Env, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((one) => one ?? []);
    const caches = [path.win32.join(env.LOCALAPPDATA ?? '', 'ms-playwright')];
    return [
      ...roots.flatMap((root) => WINDOWS.map((one) => path.win32.join(root, one))),
      ...downloads(caches),
    ];
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', path.join(homedir(), 'Applications')];
    const caches = [path.join(homedir(), 'Library/Caches/ms-playwright')];
    return [...roots.flatMap((root) => MAC.map((one) => path.join(root, one))), ...downloads(caches)];
  }
  const folders = (env.PATH ?? '').split(':').filter((one) => one !== '');
  const caches = [
    env.PLAYWRIGHT_BROWSERS_PATH ?? '',
    path.join(env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'ms-playwright'),
  ];
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...downloads(caches)];
}

/** The newest first. The "headless shell" beside them lacks most background services. */
const downloads = (caches: readonly string[]): readonly string[] =>
  caches
    .filter((cache) => cache !== '' && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
        .flatMap((name) => DOWNLOADED.map((one) => path.join(cache, name, one))),
    );
