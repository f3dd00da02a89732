import { beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { type UnattendedStage, unattendedStage } from '../browsers/unattended-stage.ts';
import { eventually } from '../kit/src/eventually.ts';
import { deployment, guestSite } from '../log/guest-site.ts';
import { readLog } from '../log/read-log.ts';

/** WebKitGTK keeps no page while it is driven. Playwright forbids Chromium to, so that one is driven without. */
const KEEPS_NONE = ['WebKitGTK'];

// A page in the back/forward cache hears of nothing: when it comes back after an uninstallation, it must not begin anew.
describe.each(availableBrowsers())('$name', ({ name, setStage }) => {
  let stage: UnattendedStage;

  beforeAll(async () => {
    const site = guestSite(deployment());
    stage = await (name === 'Chromium' ? unattendedStage(site) : setStage(site));
    return () => stage.close().catch(() => undefined);
  });

  test('a page that was put aside writes no log anew after an uninstallation', async () => {
    await stage.goto(`${stage.origin}/aside`);
    await eventually(async () => (await readLog(stage)).some(({ context }) => context === 'page'), {
      timeout: 30_000,
      what: 'the page in the log',
    });
    await stage.evaluate(() => void Object.assign(globalThis, { kept: true }));
    await stage.goto(`${stage.origin}/leave`);
    const left = await stage.evaluate(async () => {
      // One that is started anew has the plugin still, and may write.
      const registrations = await navigator.serviceWorker.getRegistrations();
      await Promise.all(registrations.map((registration) => registration.unregister()));
      await (globalThis as unknown as { uninstall(): Promise<void> }).uninstall();
      const databases = await indexedDB.databases();
      setTimeout(() => history.back(), 100);
      return databases.map(({ name }) => name);
    });
    expect(left).not.toContain('offstage');
    const isBack = (): Promise<boolean> =>
      stage.evaluate(() => location.pathname === '/aside' && document.readyState === 'complete');
    await eventually(isBack, { timeout: 30_000, what: 'the page before' });
    const kept = await stage.evaluate(() => 'kept' in globalThis);
    expect(kept).toBe(!KEEPS_NONE.includes(name));
    if (!kept) return;
    const anew = await stage.evaluate(async () => {
      // It has something to write.
      await navigator.serviceWorker.register('/missing.js').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      return (await indexedDB.databases()).map(({ name }) => name);
    });
    expect(anew).not.toContain('offstage');
  }, 90_000);
});
