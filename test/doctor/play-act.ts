import { diagnose, type Finding } from '@offstage/sw-plugin/doctor';
import type { Chromium } from '../browser/launch-chromium.ts';
import { openWindow } from '../browser/open-window.ts';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';
import { aliveBoots } from '../log/alive-boots.ts';
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
