import type { ShapeOf } from '../shapes.ts';
import { ownText } from '../store/own-text.ts';
import { bodyMembers, MEMBER_LENGTH } from './body-members.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import type { IngestLimits } from './limits.ts';
import { membersOf, type TextMember } from './members-of.ts';

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
export type RejectionReason = ShapeOf<'RejectionReason'>;

export interface Rejection {
  readonly reason: RejectionReason;
  /** How many members of the request this is about. */
  readonly count: number;
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
 * Shapes: an array of reports; one report; `{"csp-report": {…}}` with or without members beside it; the members of a CSP
 * violation without that, also under the names of its DOM event; any other object,
 * which is kept whole. One bad member of an array costs only itself. Beyond `limits.reports` members are counted only.
 *
 * Source: https://w3c.github.io/reporting/#media-type, https://www.w3.org/TR/CSP3/#deprecated-serialize-violation
 */
export function parseReports(text: string, limits: IngestLimits): ParsedReports {
  const steps = parseInSteps(text, limits);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same with a pause after each member of a large body, in which others may get their turn. */
export function* parseInSteps(sent: string, limits: IngestLimits): Generator<void, ParsedReports> {
  const text = sent.charCodeAt(0) === 0xfeff ? sent.slice(1) : sent;
  const notJson = (): ParsedReports => ({
    reports: [],
    rejections: [{ reason: 'not-json', count: 1, sample: sampleOf(text) }],
  });
  const reports: SentReport[] = [];
  const rejections: Rejection[] = [];
  const reject = (reason: RejectionReason, count: number, sample: string) =>
    rejections.push({ reason, count, sample });
  const judge = (member: unknown, mayBeLong: boolean): void => {
    const reason = problemOf(member, limits, mayBeLong);
    if (reason === undefined) reports.push(sentReport(member as Record<string, unknown>));
    else reject(reason, 1, jsonSample(member, limits.depth));
  };

  if (text.length <= limits.reportLength) {
    const json = parseJson(text);
    if (json === undefined) return notJson();
    const members: readonly unknown[] = Array.isArray(json) ? json : [json];
    // No member of a body that is within the limit for one can be longer than that.
    for (const member of members.slice(0, limits.reports)) judge(member, false);
    const more = members.length - limits.reports;
    if (more > 0) reject('too-many', more, jsonSample(members[limits.reports], limits.depth));
    return { reports, rejections };
  }

  // JSON.parse takes its time for all of it at once, so a large body is taken apart before.
  let more = 0;
  let next = '';
  for (const member of membersOf(text)) {
    if (member === undefined) return notJson();
    if (reports.length + rejections.length >= limits.reports) {
      if (more++ === 0) next = sampleOf(member.text);
      continue;
    }
    const unread = unreadProblem(member, limits);
    if (unread !== undefined) reject(unread, 1, sampleOf(member.text));
    else {
      const json = parseJson(member.text);
      if (json === undefined) return notJson();
      judge(json, member.text.length > limits.reportLength);
    }
    yield;
  }
  if (more > 0) reject('too-many', more, next);
  return { reports, rejections };
}

/** Why a member need not even be parsed. */
function unreadProblem({ text, depth }: TextMember, limits: IngestLimits): RejectionReason | undefined {
  // A short one is parsed, for it may be no JSON at all.
  if (text.charCodeAt(0) !== BRACE) return text.length > SAMPLE_LENGTH ? 'not-an-object' : undefined;
  if (depth > limits.depth) return 'too-deep';
  // As text it may have spaces, and escapes of six characters, that do not count.
  return text.length > 2 * limits.reportLength ? 'too-long' : undefined;
}

const BRACE = 0x7b;

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

function sampleOf(text: string): string {
  return ownText(text.slice(0, SAMPLE_LENGTH));
}

/** Serialising goes as deep as the value does, so what is too deep has no sample. */
function jsonSample(member: unknown, depth: number): string {
  return isDeeperThan(member, depth) ? '' : sampleOf(JSON.stringify(member) ?? '');
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
  const { type, age, url, user_agent, body } = member;
  // As nearly all are; the others' members besides these are put together only now.
  if (body !== undefined && body !== null) {
    return {
      type: typeof type === 'string' ? type : 'unknown',
      url: text(url) || bodyMembers(body).text('documentURL'),
      userAgent: textOrNone(user_agent),
      age: ageOf(age),
      body,
    };
  }
  const { type: _type, age: _age, url: _url, user_agent: _userAgent, body: _body, ...rest } = member;
  const bare = body === undefined && (type === undefined || type === DOM_EVENT) && isViolation(rest);
  if (bare) {
    return {
      type: 'csp-violation',
      url: bodyMembers(rest).text('documentURL') || text(url),
      userAgent: textOrNone(user_agent),
      age: ageOf(age),
      body: rest,
    };
  }
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

/** Of a `SecurityPolicyViolationEvent` that a page sent on itself. */
const DOM_EVENT = 'securitypolicyviolation';

/** A violation without the wrapper around it, under the names of `report-uri` or those of the DOM event. */
function isViolation(members: Record<string, unknown>): boolean {
  const found = bodyMembers(members);
  return (
    (found.text('violatedDirective') || found.text('effectiveDirective')) !== '' &&
    (found.text('documentURL') || found.text('blockedURL')) !== ''
  );
}

/** `{"expect-ct-report": {…}}` and the like: report formats of their own, older than the Reporting API. */
function relicOf(members: Record<string, unknown>): { type: string; body: unknown } | undefined {
  const [name, ...others] = Object.keys(members);
  return name !== undefined && others.length === 0 && /^[a-z-]+-report$/.test(name)
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

/** At most so much of it is ever looked at or stored. */
function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MEMBER_LENGTH + 1) : '';
}

function textOrNone(value: unknown): string | undefined {
  return text(value) || undefined;
}

function ageOf(value: unknown): number | undefined {
  const age = typeof value === 'string' ? Number(value) : value;
  return typeof age === 'number' && !Number.isNaN(age) ? age : undefined;
}
