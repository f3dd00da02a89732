import type { ObservedReport } from './observed-report.ts';

/** Members of `CSPViolationReportBody`: the event's, with other names for URLs. */
const MEMBERS: readonly string[] = [
  'documentURL',
  'referrer',
  'blockedURL',
  'effectiveDirective',
  'originalPolicy',
  'sourceFile',
  'sample',
  'disposition',
  'statusCode',
  'lineNumber',
  'columnNumber',
];

/** The report that the violation event stands for, with the members that the Reporting API gives it. */
export function violationReport(event: SecurityPolicyViolationEvent): ObservedReport {
  const body: Record<string, unknown> = {};
  for (const name of MEMBERS) body[name] = event[name.replace('URL', 'URI') as keyof typeof event];
  return { type: 'csp-violation', url: event.documentURI, body };
}

/** Equal for a violation event and the report of the same violation. */
export function violationKey({ body }: ObservedReport): string {
  const { effectiveDirective, blockedURL, disposition, lineNumber, columnNumber } = body;
  return JSON.stringify([effectiveDirective, blockedURL, disposition, lineNumber || 0, columnNumber || 0]);
}
