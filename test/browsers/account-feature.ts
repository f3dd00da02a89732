import { expect } from 'vitest';
import { endpointOf } from '../pwa/reports/report-case.ts';
import { REPORT_CASES } from '../pwa/reports/report-cases.ts';
import type { Browser } from './browser.ts';
import type { Feature } from './feature.ts';
import { storedReports } from './posted-features.ts';

/** Every report that the server has from this browser is of a kind that was provoked, and under the browser's name. */
export const accountFeature = ({ reportsAs }: Browser): Feature => ({
  name: 'Every report accounted for',
  async play(stage) {
    const expected = [
      ...REPORT_CASES.map(({ kind, type }) => `${reportsAs}: ${type} at ${endpointOf(kind)}`),
      // The demo's worker uploads its log.
      `${reportsAs}: background-service at background`,
    ];
    const found = await storedReports(stage);
    const names = found.map(({ browser, type, endpoint }) => `${browser}: ${type} at ${endpoint}`);
    expect([...new Set(names)].filter((name) => !expected.includes(name))).toEqual([]);
  },
});
