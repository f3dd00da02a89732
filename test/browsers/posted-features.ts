import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from '@offstage/server/api';
import { expect } from 'vitest';
import { eventually } from '../browser/eventually.ts';
import { endpointOf, type ReportCase } from '../pwa/reports/report-case.ts';
import { REPORT_CASES } from '../pwa/reports/report-cases.ts';
import type { BrowserStage } from './browser-stage.ts';
import type { Feature, Lack } from './feature.ts';

const stored = (stage: BrowserStage, kind: string): Promise<Report[]> =>
  stage.evaluate(async (endpoint) => {
    const response = await fetch(`/api/reports?${new URLSearchParams({ endpoint })}`);
    return (await response.json()).reports;
  }, endpointOf(kind));

async function provoke(stage: BrowserStage, { kind, opens }: ReportCase): Promise<void> {
  if (opens !== 'frame') await stage.goto(`${stage.origin}/reports-demo/${kind}`);
  await stage.goto(`${stage.origin}/report-cases`);
  if (opens !== 'frame') return;
  await stage.evaluate(async (selector) => {
    // The list is drawn after the page has loaded.
    for (let turn = 0; turn < 200; turn += 1) {
      const button = document.querySelector<HTMLElement>(selector);
      if (button) return button.click();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No ${selector}`);
  }, `[data-action="report-${kind}"]`);
}

const posted = ({ title }: ReportCase): string => `${title} report posted`;

// Both browsers post within a second here, milliseconds.
const LONG_ENOUGH = 1_500;

/** The kinds that this browser does not post: they are provoked all the same, and nothing comes. */
export const unposted = (kinds: readonly string[]): Record<string, Lack> =>
  Object.fromEntries(
    REPORT_CASES.filter(({ kind }) => kinds.includes(kind)).map((it) => [
      posted(it),
      {
        why: 'never posted',
        async holds(stage) {
          await provoke(stage, it);
          await delay(LONG_ENOUGH);
          return (await stored(stage, it.kind)).every(({ type }) => type !== it.type);
        },
      },
    ]),
  );

/** Reports that the browser posts by itself, over https, to our server: one feature per kind. */
export const postedFeatures: readonly Feature[] = REPORT_CASES
  // A crash needs a person at the address bar.
  .filter(({ kind }) => kind !== 'crash')
  .map((it) => ({
    name: posted(it),
    async play(stage) {
      await provoke(stage, it);
      const look = async (): Promise<Report | undefined> =>
        (await stored(stage, it.kind)).find(({ type }) => type === it.type);
      const what = `a ${it.type} report at ${endpointOf(it.kind)}`;
      const report = await eventually(look, { timeout: 8_000, every: 200, what });
      expect(report).toMatchObject({ origin: stage.origin });
      expect(report.body).toBeTypeOf('object');
      expect(Math.abs(report.time - Date.now())).toBeLessThan(60_000);
    },
  }));
