import { bodyMembers } from './body-members.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import type { IngestLimits } from './limits.ts';

/** A report as a browser sent it, whatever the wire shape was. */
export interface SentReport {
  readonly type: string;
  /** `''` where none was sent. */
  readonly url: string;
  /** `undefined` where the body has none; then the request's header counts. */
  readonly userAgent: string | undefined;
  /** Milliseconds since it happened; `undefined` in the shapes that have no age, which browsers never send twice. */
  readonly age: number | undefined;
  readonly body: unknown;
}

/** Why something that was sent is not a report. */
export type RejectionReason =
  | 'not-json'
  | 'not-an-object'
  | 'empty'
  | 'bad-type'
  | 'too-long'
  | 'too-deep'
  | 'too-many';

export interface Rejection {
  readonly reason: RejectionReason;
  /** The beginning of what was rejected, at most 200 characters. */
  readonly sample: string;
}

export interface ParsedReports {
  readonly reports: readonly SentReport[];
  readonly rejections: readonly Rejection[];
}

const SAMPLE_LENGTH = 200;

/**
 * Finds the reports in a request body, by shape and never by content type: WebKit labels single Reporting API objects
 * `application/csp-report`, old browsers label everything `text/plain`.
 *
 * Shapes: an array of reports; one report; `{"csp-report": {…}}` with or without members beside it; any other object,
 * which is kept whole. One bad member of an array costs only itself.
 *
 * Source: https://w3c.github.io/reporting/#media-type, https://www.w3.org/TR/CSP3/#deprecated-serialize-violation
 */
export function parseReports(text: string, limits: IngestLimits): ParsedReports {
  const json = parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (json === undefined) {
    return { reports: [], rejections: [{ reason: 'not-json', sample: text.slice(0, SAMPLE_LENGTH) }] };
  }
  const members: readonly unknown[] = Array.isArray(json) ? json : [json];
  const reports: SentReport[] = [];
  const rejections: Rejection[] = [];
  // A single report fills its request, so only a request longer than the limit can hold one that is.
  const mayBeLong = text.length > limits.reportLength;
  for (const [index, member] of members.entries()) {
    const reason = index >= limits.reports ? 'too-many' : problemOf(member, limits, mayBeLong);
    if (reason === undefined) reports.push(sentReport(member as Record<string, unknown>));
    else rejections.push({ reason, sample: sampleOf(member, limits.depth) });
  }
  return { reports, rejections };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Line breaks inside strings are not JSON, but old browsers sent policies with them.
    try {
      return JSON.parse(text.replace(/\p{Cc}/gu, ' ')) as unknown;
    } catch {
      return undefined;
    }
  }
}

function problemOf(member: unknown, limits: IngestLimits, mayBeLong: boolean): RejectionReason | undefined {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return 'not-an-object';
  if (isDeeperThan(member, limits.depth)) return 'too-deep';
  if (mayBeLong && JSON.stringify(member).length > limits.reportLength) return 'too-long';
  if (Object.keys(member).length === 0) return 'empty';
  const type = (member as Record<string, unknown>).type;
  if (type !== undefined && (typeof type !== 'string' || type === '')) return 'bad-type';
  return undefined;
}

/** Serialising goes as deep as the value does, so what is too deep has no sample. */
function sampleOf(member: unknown, depth: number): string {
  if (isDeeperThan(member, depth)) return '';
  return (JSON.stringify(member) ?? '').slice(0, SAMPLE_LENGTH);
}

function sentReport(member: Record<string, unknown>): SentReport {
  const legacy = objectOf(member['csp-report']);
  if (legacy !== undefined) {
    return {
      type: 'csp-violation',
      url: bodyMembers(legacy).text('documentURL') || text(member.url) || requestUrl(legacy),
      userAgent: textOrNone(member.user_agent),
      age: ageOf(member.age),
      body: legacy,
    };
  }
  const { type, age, url, user_agent, body, ...rest } = member;
  const relic = type === undefined && body === undefined ? relicOf(rest) : undefined;
  const content = body ?? relic?.body ?? rest;
  return {
    type: typeof type === 'string' ? type : (relic?.type ?? 'unknown'),
    url: text(url) || bodyMembers(content).text('documentURL'),
    userAgent: textOrNone(user_agent),
    age: ageOf(age),
    body: content,
  };
}

/** `{"expect-ct-report": {…}}` and the like: report formats of their own, older than the Reporting API. */
function relicOf(members: Record<string, unknown>): { type: string; body: unknown } | undefined {
  const names = Object.keys(members).filter((name) => /^[a-z-]+-report$/.test(name));
  const [name] = names;
  return name !== undefined && names.length === 1 && Object.keys(members).length === 1
    ? { type: name, body: members[name] }
    : undefined;
}

/** Firefox before version 23 sent the request line in place of `document-uri`. */
function requestUrl(legacy: Record<string, unknown>): string {
  return /^[A-Z]+ (\S+)/.exec(text(legacy.request))?.[1] ?? '';
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOrNone(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function ageOf(value: unknown): number | undefined {
  const age = typeof value === 'string' ? Number(value) : value;
  return typeof age === 'number' && !Number.isNaN(age) ? age : undefined;
}
