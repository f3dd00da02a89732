import { type Line, own } from './definition.ts';
import { attributes } from './plain.ts';

/**
 * The line of a report as a `ReportingObserver` hands it out, with the browser's own members as plain JSON. They may be
 * getters on a prototype: the interfaces became dictionaries (https://github.com/w3c/reporting/pull/280).
 */
export const reportLine = (report: { readonly type: string; readonly body: object | null }): Line => ({
  ...own('Report observed', { report: { ...attributes(report), body: attributes(report.body ?? {}) } }),
  instanceId: report.type,
});
