import { launchChromium } from '../browser/launch-chromium.ts';
import type { CaseStage } from '../invisible/case-stage.ts';
import { playCase } from '../invisible/play-case.ts';
import { startCaseHost } from '../invisible/start-case-host.ts';

/** Chromium, which plays the cases as they are written: with syncs, and with the browser's own word on each. */
export async function setChromiumCaseStage(): Promise<CaseStage> {
  // One attempt per sync: a rejected one is not tried again while it is looked at.
  const chromium = await launchChromium({ sync: { syncAttempts: 1 } });
  const host = await startCaseHost(chromium.certificates);
  await chromium.grantPermissions(host.origin);
  await chromium.page.goto(host.origin);
  return {
    play: (name, variant) =>
      playCase(chromium, host.script(name, variant), variant.module ? 'module' : 'classic'),
    async close() {
      await chromium.close();
      await host.close();
    },
  };
}
