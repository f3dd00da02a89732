import type { TestProject } from 'vitest/node';
import { ensureSystemPackages } from '../browser/system-packages.ts';
import { BROWSERS } from '../browsers/browsers.ts';
import { CHROMIUM } from '../browsers/chromium.ts';
import { findBrowsers } from '../browsers/find-browsers.ts';

/**
 * Finds or installs what the tests drive, once and with one clear error, before the first of them starts. Chromium has to
 * be there, and with `CI` set all of them; another one that can't be had is named, at the start and at the end.
 */
export default function setup({ provide }: TestProject): () => void {
  ensureSystemPackages();
  const absent = findBrowsers(BROWSERS, (name) => name === CHROMIUM.name || Boolean(process.env.CI));
  const name = (): void => {
    for (const [browser, why] of Object.entries(absent)) console.log(`Not run: ${browser}. ${why}`);
  };
  name();
  provide('absentBrowsers', Object.keys(absent));
  return name;
}
