import type { ObservedReport } from './observed-report.ts';

/** Members of `CSPViolationReportBody` by their name in the `securitypolicyviolation` event. */
const MEMBERS = {
  documentURL: 'documentURI',
  referrer: 'referrer',
  blockedURL: 'blockedURI',
  effectiveDirective: 'effectiveDirective',
  originalPolicy: 'originalPolicy',
  sourceFile: 'sourceFile',
  sample: 'sample',
  disposition: 'disposition',
  statusCode: 'statusCode',
  lineNumber: 'lineNumber',
  columnNumber: 'columnNumber',
} as const satisfies Record<string, keyof SecurityPolicyViolationEvent>;

/** The report that the violation event stands for, with the members that the Reporting API gives it. */
export function violationReport(event: SecurityPolicyViolationEvent): ObservedReport {
  const body: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(MEMBERS)) body[name] = event[member];
  return { type: 'csp-violation', url: event.documentURI, body };
}

/** Equal for a violation event and the report of the same violation. */
export function violationKey({ body }: ObservedReport): string {
  const { effectiveDirective, blockedURL, disposition, lineNumber, columnNumber } = body;
  return JSON.stringify([effectiveDirective, blockedURL, disposition, lineNumber || 0, columnNumber || 0]);
}
