import { afterAll } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { packAll } from './pack-all.ts';

/** The packed tarballs and a browser for the tests of one file; both go when these are done. */
export async function startTools(): Promise<{ readonly tarballs: string; readonly browser: Chromium }> {
  const tarballs = await packAll();
  const browser = await launchChromium();
  afterAll(async () => {
    tarballs.remove();
    await browser.close();
  });
  return { tarballs: tarballs.folder, browser };
}
