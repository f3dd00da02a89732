import { beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../cases/field-case.ts';
import { inFirefox } from '../cases/in-firefox.ts';
import { playRun, siteOf } from '../cases/play-run.ts';
import { CASE_FOLDERS, readRuns } from '../cases/read-runs.ts';
import { showPlayed } from '../cases/show-played.ts';
import { type FieldSite, type SiteState, startFieldSite } from '../cases/start-field-site.ts';
import { type Firefox, launchFirefox } from '../firefox/launch-firefox.ts';

// Those of the bug reports that are about what Firefox does too: the same is found there, and nothing else.
const LIMIT = 180_000;
const sites = new Map<string, SiteState>();

let browser: Firefox;
let site: FieldSite;

beforeAll(async () => {
  browser = await launchFirefox();
  site = await startFieldSite(sites, browser.certificates);
  return () => browser.close().then(site.close);
});

/** What a silent push costs in Firefox is a warning, an error elsewhere. */
const inItsTerms = (run: Run): Run => {
  const { doctor, ...rest } = run.expect;
  const must = doctor?.must?.map((pattern) => ({
    ...pattern,
    severity: [...(pattern.severity ?? []), 'warning' as const],
  }));
  return { ...run, expect: { ...rest, doctor: { ...doctor, ...(must && { must }) } } };
};

const folders = CASE_FOLDERS.map(({ title, folder }) => ({
  title,
  runs: readRuns(folder)
    .filter(({ firefox }) => firefox)
    .map(inItsTerms),
})).filter(({ runs }) => runs.length > 0);

describe.each(folders)('$title, in Firefox', ({ runs }) => {
  for (const [index, run] of runs.entries()) {
    test.concurrent(run.name, { timeout: LIMIT }, async ({ task }) => {
      const host = `x${index}-${task.result?.retryCount ?? 0}`;
      const state = siteOf(run);
      sites.set(host, state);
      const { complaints, ...played } = await playRun(inFirefox(browser), site, host, state);
      if (process.env.OFFSTAGE_SHOW) console.log(showPlayed(run.name, played));
      expect(complaints).toEqual([]);
    });
  }
});
