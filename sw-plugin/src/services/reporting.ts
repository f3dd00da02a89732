import { type Line, own } from './definition.ts';

/** The line of a report, which is plain JSON: `ReportingObserver`'s own have their members copied (`attributes`). */
export const reportLine = (report: Readonly<Record<string, unknown>> & { readonly type: string }): Line => ({
  ...own('Report observed', { report }),
  instanceId: report.type,
});
