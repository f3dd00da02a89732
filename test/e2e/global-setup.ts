import { getChromium } from '../browser/get-chromium.ts';
import { ensureSystemPackages } from '../browser/system-packages.ts';

/** Finds or installs what the tests drive, once and with one clear error, before the first of them starts. */
export default function setup(): void {
  ensureSystemPackages();
  console.log(`Chromium: ${getChromium()}`);
}
