import { randomUUID } from 'node:crypto';
import { diagnose, type Finding } from '@offstage/sw-plugin/doctor';
import { aliveLock } from '@offstage/sw-plugin/relay';
import type { Page } from 'playwright-core';
import type { RecordedEvent } from '../browser/background-service-recorder.ts';
import type { Chromium } from '../browser/launch-chromium.ts';
import { readLog } from '../log/read-log.ts';
import { openCaseStage } from './case-stage.ts';
import type { Act } from './doctor-case.ts';

export interface Diagnosed {
  readonly findings: readonly Finding[];
  /** Ids of all entries of the log. */
  readonly ids: ReadonlySet<string>;
  /** What the browser's own recorder said in the same run. */
  readonly panel: readonly RecordedEvent[];
}

/** Boots whose lock is held: read from outside, without the SDK's own reading code. */
async function aliveBoots(page: Page): Promise<ReadonlySet<string>> {
  const prefix = aliveLock('');
  const names = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.flatMap(({ mode, name = '' }) => (mode === 'exclusive' ? [name] : []));
  });
  return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
}

/** A page that the browser itself takes for visible: of the tabs of one window, only one is. */
async function openWindow({ context, cdp }: Chromium): Promise<Page> {
  // The page says itself which one it is, as several are opened at once.
  const mark = `about:blank#${randomUUID()}`;
  const opened = context.waitForEvent('page', (page) => page.url() === mark);
  await cdp.send('Target.createTarget', { url: mark, newWindow: true });
  return opened;
}

/** Plays an act on its origin, and says what the doctor finds in the log that it left in IndexedDB. */
export async function playAct(browser: Chromium, origin: string, act: Act): Promise<Diagnosed> {
  const page = await openWindow(browser);
  try {
    await browser.grantPermissions(origin);
    await page.goto(origin);
    const stage = openCaseStage(browser, page, origin);
    await act.play(stage);
    const entries = await readLog(page);
    const alive = await aliveBoots(page);
    const ids = new Set(entries.map(({ id }) => id));
    return { findings: diagnose(entries, { alive }), ids, panel: stage.panel() };
  } finally {
    await page.close();
  }
}
