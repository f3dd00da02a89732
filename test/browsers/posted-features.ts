import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '@offstage/server/api';
import { expect } from 'vitest';
import { eventually } from '../kit/src/eventually.ts';
import { endpointOf, type ReportCase } from '../pwa/reports/report-case.ts';
import { REPORT_CASES } from '../pwa/reports/report-cases.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature, Lack } from './feature.ts';

/** All reports that the server has from this browser, of one endpoint or of all. */
export const storedReports = (stage: BrowserStage, endpoint?: string): Promise<Report[]> =>
  stage.evaluate(
    async (query) => {
      const { reports }: { reports: Report[] } = await (
        await fetch(`/api/reports?limit=500&${query}`)
      ).json();
      return reports.filter(({ userAgent }) => userAgent === navigator.userAgent);
    },
    endpoint === undefined ? '' : `endpoint=${endpoint}`,
  );

/** Presses the button of the demo that provokes this kind, and waits until its page is loaded. */
const provoke = (stage: BrowserStage, kind: string): Promise<void> =>
  stage.evaluate(async (kind) => {
    const channel = new BroadcastChannel('reports-demo');
    const loaded = new Promise((resolve) => {
      channel.onmessage = ({ data }) => data.kind === kind && resolve(data);
    });
    // The list is drawn after the page has loaded.
    for (let turn = 0; turn < 200; turn += 1) {
      const button = document.querySelector<HTMLElement>(`[data-action="report-${kind}"]`);
      if (button) {
        button.click();
        await loaded;
        return channel.close();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No button for ${kind}`);
  }, kind);

// Every browser here posts within a second, milliseconds.
const LONG_ENOUGH = 1_500;

/** Provokes every kind of report there is, whether the browser knows it or not, and gives it the time to post. */
export async function provokeAll(stage: BrowserStage): Promise<void> {
  await stage.goto(`${stage.origin}/report-cases`);
  for (const { kind, opens } of REPORT_CASES) {
    // A crash needs a person at the address bar.
    if (opens === 'own process') await stage.crash?.(`${stage.origin}/reports-demo/${kind}`);
    else await provoke(stage, kind);
  }
  await delay(LONG_ENOUGH);
}

const posted = ({ title }: ReportCase): string => `${title} report posted`;

const reportOf = async (stage: BrowserStage, { kind, type }: ReportCase): Promise<Report | undefined> =>
  (await storedReports(stage, endpointOf(kind))).find((report) => report.type === type);

/** The kinds that a browser does not post: they were provoked all the same (but for a crash), and nothing came. */
export const unposted = (kinds: readonly string[]): Record<string, Lack> =>
  Object.fromEntries(
    REPORT_CASES.filter(({ kind }) => kinds.includes(kind)).map((it) => [
      posted(it),
      {
        why: it.opens === 'own process' ? 'not provoked' : 'never posted',
        holds: async (stage) => (await reportOf(stage, it)) === undefined,
      },
    ]),
  );

/** Reports that the browser posts by itself, over https, to our server: one feature per kind, after `provokeAll()`. */
export const postedFeatures: readonly Feature[] = REPORT_CASES.map((it) => ({
  name: posted(it),
  async play(stage) {
    const what = `a ${it.type} report at ${endpointOf(it.kind)}`;
    const report = await eventually(() => reportOf(stage, it), { every: 200, what });
    expect(report).toMatchObject({ origin: stage.origin });
    expect(report.body).toBeTypeOf('object');
    expect(Math.abs(report.time - Date.now())).toBeLessThan(60_000);
  },
}));
