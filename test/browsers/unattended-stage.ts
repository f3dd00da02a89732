import { launchUnattended } from '../browser/launch-unattended.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { OpenSite } from './site.ts';

export type UnattendedStage = Pick<BrowserStage, 'origin' | 'goto' | 'evaluate' | 'close'>;

/** Chromium as nobody drives it: with its back/forward cache, and without a debugger at its workers. */
export async function unattendedStage(
  openSite: OpenSite,
  flags?: readonly string[],
): Promise<UnattendedStage> {
  const browser = await launchUnattended(flags);
  const site = await openSite(browser);
  return {
    origin: site.origin,
    goto: browser.goto,
    evaluate: (work, arg) => browser.evaluate(`(${work})(${JSON.stringify(arg)})`),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
