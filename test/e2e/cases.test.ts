import { beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium } from '../browser/launch-chromium.ts';
import { inChromium } from '../cases/in-chromium.ts';
import { playRun, siteOf } from '../cases/play-run.ts';
import { CASE_FOLDERS, isGivenLog, readRuns } from '../cases/read-runs.ts';
import { showPlayed } from '../cases/show-played.ts';
import { type FieldSite, type SiteState, startFieldSite } from '../cases/start-field-site.ts';

// Bug reports of the field, each a case: what the doctor must say of it, what it must not, and nothing else.
/** Milliseconds for one case: each of its waits is patient. */
const LIMIT = 180_000;
const sites = new Map<string, SiteState>();
const folders = CASE_FOLDERS.map(({ title, folder }, at) => ({
  title,
  runs: readRuns(folder)
    .filter((run) => !isGivenLog(run) && run.firefox !== 'only')
    .map((run, index) => ({ run, name: `f${at}-${index}` })),
}));

let browser: Chromium;
let site: FieldSite;

beforeAll(async () => {
  browser = await launchChromium();
  site = await startFieldSite(sites, browser.certificates);
  await browser.cdp.send('ServiceWorker.enable');
  return () => browser.close().then(site.close);
});

const downloads = ({ steps }: (typeof folders)[number]['runs'][number]['run']): boolean =>
  steps.some(({ script }) => script?.includes('backgroundFetch.fetch('));

function playAll(
  { runs }: (typeof folders)[number],
  how: (run: (typeof runs)[number]['run']) => typeof test | undefined,
): void {
  for (const { run, name } of runs) {
    how(run)?.(run.name, { timeout: LIMIT }, async ({ task }) => {
      const state = siteOf(run);
      // Tried again, it starts on an origin of which the browser knows nothing.
      const host = `${name}-${task.result?.retryCount ?? 0}`;
      sites.set(host, state);
      const { complaints, ...played } = await playRun(inChromium(browser), site, host, state);
      if (process.env.OFFSTAGE_SHOW) console.log(showPlayed(run.name, played));
      expect(complaints).toEqual([]);
    });
  }
}

// Before windows come and go beside them: then Chromium's download service sometimes begins a fetch whose request never
// leaves the browser (chrome://download-internals says ACTIVE, 0 bytes).
describe.each(folders.filter(({ runs }) => runs.some(({ run }) => downloads(run))))(
  '$title, in Chromium, downloads',
  (folder) => {
    playAll(folder, (run) => (downloads(run) ? test : undefined));
  },
);

describe.each(folders)('$title, in Chromium', (folder) => {
  // A payment's sheet belongs to the window in front.
  const how = (run: Parameters<typeof downloads>[0]): typeof test =>
    run.steps.some((step) => step.do === 'pay') ? test : (test.concurrent as typeof test);
  playAll(folder, (run) => (downloads(run) ? undefined : how(run)));
});
