import type { ShownReport } from './report-of.ts';

type Body = Readonly<Record<string, unknown>>;

const first = (body: Body, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
};

/** The directive of a CSP report, under its present and its former names. */
export const directiveOf = (body: Body): string =>
  first(body, 'effectiveDirective', 'effective-directive', 'violatedDirective', 'violated-directive').split(
    ' ',
  )[0] as string;

export const blockedOf = (body: Body): string => first(body, 'blockedURL', 'blockedURI', 'blocked-uri');

/** What a report is about, in one line; equal for reports that a person would call the same problem. */
export function problemOf({ type, body }: ShownReport): string {
  switch (type) {
    case 'csp-violation':
    case 'csp-hash':
      return `${directiveOf(body)} blocked ${originOrWord(blockedOf(body))}`.trim();
    case 'permissions-policy-violation':
    case 'document-policy-violation':
      return first(body, 'featureId', 'policyId') || type;
    case 'network-error':
      return first(body, 'type', 'phase') || type;
    case 'crash':
      return first(body, 'reason') || type;
    default:
      return first(body, 'id', 'message', 'reason', 'blockedURL') || type;
  }
}

/** The same for one report: with what exactly was blocked, where the problem names only its origin. */
export function aboutReport(report: ShownReport): string {
  const { type, url, body } = report;
  const blocked = blockedOf(body);
  if (type !== 'csp-violation' || !URL.canParse(blocked)) return problemOf(report);
  const { origin, pathname } = new URL(blocked);
  const own = URL.canParse(url) && new URL(url).origin === origin;
  return `${directiveOf(body)} blocked ${own ? pathname : blocked}`.trim();
}

function originOrWord(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, protocol } = new URL(url);
  return origin === 'null' ? protocol : origin;
}

/** Where in the code it happened, as far as the report says. */
export function placeOf(body: Body): string {
  const file = first(body, 'sourceFile', 'source-file');
  const line = body.lineNumber ?? body['line-number'];
  return file === '' ? '' : `${file}${line === undefined || line === null ? '' : `:${String(line)}`}`;
}
