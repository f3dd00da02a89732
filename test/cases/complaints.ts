import type { Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import type { Expectation, FindingPattern, LogPattern } from './field-case.ts';

/** The rules that there were when the cases were written; `a new rule` is any other. */
const OLD = new Set(
  [...Array(38).keys()]
    .map((index) => `D${index + 1}`)
    .filter((id) => !['D21', 'D26', 'D28', 'D37'].includes(id)),
);

function valueAt(entry: Entry, path: string): unknown {
  let value: unknown = entry;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return value;
}

function isAsWanted(value: unknown, wanted: unknown): boolean {
  if (wanted === null) return value === null || value === undefined;
  if (typeof wanted === 'string') return typeof value === 'string' && new RegExp(wanted).test(value);
  return value === wanted;
}

/** Types of the events that opened each lifetime. */
function typesOf(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const { span, detail } of entries)
    if (span && detail.phase === 'start') types.set(span, detail.type ?? '');
  return types;
}

/** Is it the entry that the pattern means? `types`: see `typesOf()`. */
export function fits(entry: Entry, pattern: LogPattern, types: ReadonlyMap<string, string>): boolean {
  const { event, where = {}, during } = pattern;
  return (
    (event === undefined || entry.event === event) &&
    Object.entries(where).every(([path, wanted]) => isAsWanted(valueAt(entry, path), wanted)) &&
    (during === undefined || types.get(entry.parent ?? '') === during)
  );
}

function missing(
  entries: readonly Entry[],
  pattern: LogPattern,
  types: ReadonlyMap<string, string>,
): boolean {
  if (pattern.any) return pattern.any.every((one) => missing(entries, one, types));
  const found = entries.filter((entry) => fits(entry, pattern, types)).length;
  return pattern.count === undefined ? found < (pattern.atLeast ?? 1) : found !== pattern.count;
}

const wordsOf = ({ title, cause, fix }: Finding): string => `${title}\n${cause}\n${fix}`;

function isMeant(
  finding: Finding,
  { any, rule, severity, match = [] }: FindingPattern,
  strict: boolean,
): boolean {
  const rules = any ?? (rule === undefined ? undefined : [rule]);
  const isOfRule = rules === undefined || rules.includes(finding.rule) || (!strict && !OLD.has(finding.rule));
  return (
    isOfRule &&
    (severity === undefined || severity.includes(finding.severity)) &&
    match.every((text) => new RegExp(text, 'i').test(wordsOf(finding)))
  );
}

/** A finding in one line. */
export const said = (finding: Finding): string =>
  `${finding.rule} ${finding.severity} (${finding.count}): ${finding.title} | ${finding.cause} | ${finding.fix}`;

/** What is not as expected of a log and of what the doctor says of it, in words; nothing where all is well. */
export function complaintsAbout(
  { log = [], doctor = {} }: Expectation,
  entries: readonly Entry[],
  findings: readonly Finding[],
): readonly string[] {
  const { must = [], mustNot = [], allowed = [] } = doctor;
  const types = typesOf(entries);
  const wanted = (finding: Finding): boolean =>
    must.some((pattern) => isMeant(finding, pattern, false)) ||
    allowed.some((pattern) => isMeant(finding, pattern, !pattern.any?.includes('a new rule')));
  return [
    ...log
      .filter((pattern) => missing(entries, pattern, types))
      .map((pattern) => `not in the log: ${JSON.stringify(pattern)}`),
    ...must
      .filter((pattern) => !findings.some((finding) => isMeant(finding, pattern, false)))
      .map((pattern) => `not found: ${JSON.stringify(pattern)}`),
    ...mustNot.flatMap((pattern) =>
      findings
        .filter((finding) => isMeant(finding, pattern, true))
        .map((finding) => `must not be said: ${said(finding)}`),
    ),
    ...findings
      .filter((finding) => finding.severity !== 'info' && !wanted(finding))
      .map((finding) => `false alarm: ${said(finding)}`),
  ];
}
