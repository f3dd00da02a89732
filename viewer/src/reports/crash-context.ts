import type { ShownReport } from '../model/report-of.ts';

/** Lines that are shown; the whole body stands above them. */
const MOST = 100;

/**
 * What the page had written to `window.crashReport` before it crashed: no page can read that back, and the report carries it.
 * https://wicg.github.io/crash-reporting/#crash-report-storage
 */
export function crashContextOf({
  type,
  body,
}: ShownReport): readonly (readonly [key: string, value: string])[] {
  const context = type === 'crash' ? body.crash_report_api : undefined;
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context)
    .slice(0, MOST)
    .map(([key, value]) => [key, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]);
}
