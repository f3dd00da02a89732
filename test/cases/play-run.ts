import { setTimeout as delay } from 'node:timers/promises';
import { diagnose, type Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import { aliveBoots } from '../log/alive-boots.ts';
import { readLog } from '../log/read-log.ts';
import type { CaseBrowser } from './case-browser.ts';
import { complaintsAbout } from './complaints.ts';
import type { Run } from './field-case.ts';
import { playSteps } from './play-steps.ts';
import type { FieldSite, SiteState } from './start-field-site.ts';

export interface Played {
  readonly complaints: readonly string[];
  readonly findings: readonly Finding[];
  readonly entries: readonly Entry[];
}

/** A log that has not grown for so long has what the steps left in it, milliseconds. */
const QUIET = 700;
/** What comes later than this is not waited for: generous, since only what fails waits so long. */
const PATIENCE = 30_000;

/** The state of a run's site before its first step. */
export const siteOf = (run: Run): SiteState => ({
  run,
  routes: [...(run.server ?? [])].filter(({ drop }) => typeof drop !== 'string'),
  registers: { script: '/sw.js' },
});

/** Plays a run in a window of its own, and says what is not as expected. */
export async function playRun(
  browser: CaseBrowser,
  site: FieldSite,
  name: string,
  state: SiteState,
): Promise<Played> {
  const { run } = state;
  const pays = run.steps.some((step) => step.do === 'pay');
  const { handler: origin, merchant } = pays
    ? await site.pay(name)
    : { handler: site.origin(name), merchant: '' };
  const page = await browser.newPage();
  try {
    if (pays) for (const one of [origin, merchant]) await browser.chromium?.grantPermissions(one);
    if (run.pushService === 'refuses') browser.chromium?.push.refuse(origin);
    await playSteps({ browser, page, origin, merchant, site: state, subscriptions: new Map() }, run.steps);
    const end = performance.now() + PATIENCE;
    for (let count = -1; ; ) {
      const entries = await readLog(page);
      if (entries.length === count || performance.now() > end) {
        const findings = diagnose(entries, { alive: await aliveBoots(page) });
        const complaints = complaintsAbout(run.expect, entries, findings);
        if (complaints.length === 0 || performance.now() > end) return { complaints, findings, entries };
      }
      count = entries.length;
      await delay(QUIET);
    }
  } finally {
    const left = browser.context.pages().filter((one) => one === page || one.url().startsWith(`${origin}/`));
    for (const one of left) await one.close().catch(() => undefined);
  }
}
