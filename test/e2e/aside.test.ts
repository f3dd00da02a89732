import { beforeAll, describe, expect, test } from 'vitest';
import { availableBrowsers } from '../browsers/available-browsers.ts';
import { type UnattendedStage, unattendedStage } from '../browsers/unattended-stage.ts';
import { eventually } from '../kit/src/eventually.ts';
import { type Deployment, deployment, guestSite } from '../log/guest-site.ts';
import { readLog } from '../log/read-log.ts';

// A page in the back/forward cache hears of nothing. Playwright keeps Chromium from having one, so that is driven without;
// Firefox and WebKitGTK keep a page or load it anew as they like.
describe.each(availableBrowsers())('$name', ({ name, setStage }) => {
  let stage: UnattendedStage;
  let now: Deployment;

  beforeAll(async () => {
    now = deployment();
    const site = guestSite(now);
    stage = await (name === 'Chromium' ? unattendedStage(site) : setStage(site));
    return () => stage.close().catch(() => undefined);
  });

  /** Opens a page, marks it, and goes on to another one. */
  async function leave(path: string): Promise<void> {
    await stage.goto(stage.origin + path);
    await eventually(async () => (await readLog(stage)).some(({ context }) => context === 'page'), {
      timeout: 30_000,
      what: 'the page in the log',
    });
    await stage.evaluate(async () => {
      Object.assign(globalThis, { kept: true });
      // What it writes as it begins is through by then, most likely: nothing tells when.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    });
    await stage.goto(`${stage.origin}/leave`);
  }

  /** Goes back; returns whether it is the same page as before. */
  async function back(path: string): Promise<boolean> {
    await stage.evaluate(() => void setTimeout(() => history.back(), 100));
    const isThere = (): Promise<boolean> =>
      stage.evaluate((path) => location.pathname === path && document.readyState === 'complete', path);
    await eventually(isThere, { timeout: 30_000, what: 'the page before' });
    return stage.evaluate(() => 'kept' in globalThis);
  }

  /** One page that was left, an uninstallation, and back. Returns whether it is the same page, and the databases then. */
  async function uninstallMeanwhile(path: string): Promise<{ kept: boolean; anew: readonly unknown[] }> {
    now.offstage = true;
    await leave(path);
    now.offstage = false;
    const left = await stage.evaluate(async () => {
      // A worker that is started anew has the plugin still, and may write: the next version takes its place. Where there
      // is none there is to be none: Chromium keeps no page aside that a new one claims.
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
      const next = registration?.installing ?? registration?.waiting;
      while (next && next.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 50));
      await (globalThis as unknown as { uninstall(): Promise<void> }).uninstall();
      return (await indexedDB.databases()).map(({ name }) => name);
    });
    expect(left).not.toContain('offstage');
    const kept = await back(path);
    const anew = await stage.evaluate(async () => {
      // Whoever records has something to write.
      await navigator.serviceWorker.register('/missing.js').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      return (await indexedDB.databases()).map(({ name }) => name);
    });
    return { kept, anew };
  }

  test('one that comes back after an uninstallation writes no log anew', async () => {
    // Chromium puts a page aside when it likes: one that was writing as it went is thrown away when its database goes.
    for (let again = 0, kept = false; !kept && again < 5; again++) {
      const after = await uninstallMeanwhile('/aside');
      expect(after.anew).not.toContain('offstage');
      kept = after.kept || name !== 'Chromium';
      if (again === 4) expect(kept).toBe(true);
    }
    // Firefox keeps a database that was being opened while its page went, for up to a minute.
  }, 240_000);
});
