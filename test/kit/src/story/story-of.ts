import type { Entry, Finding } from '@offstage/sw-plugin/doctor';
import { entryLine, plain } from './entry-line.ts';

// Lines of a story; of a longer one its beginning and its end.
const MOST = 40;

/** How things stand when a page loads: nothing that happened. */
const HOUSEKEEPING = /^(Permission|Registration|Storage|Push subscription) state$|^Reporting endpoints$/;

/** Entries as lines, with milliseconds since the first of them. */
export function entryLines(entries: readonly Entry[]): readonly string[] {
  const told = entries.filter(({ event }) => !HOUSEKEEPING.test(event));
  const from = told[0]?.time ?? 0;
  const lines = told.map(
    (entry) => `${`+${Math.max(0, Math.round(entry.time - from))} ms`.padStart(10)}  ${entryLine(entry)}`,
  );
  if (lines.length <= MOST) return lines;
  const left = lines.length - MOST;
  return [...lines.slice(0, MOST / 2), `            … ${left} more`, ...lines.slice(-MOST / 2)];
}

/** Findings as lines. */
export const findingLines = (findings: readonly Finding[]): readonly string[] =>
  findings.flatMap(({ severity, rule, title, cause, fix }) => [
    `  ${severity === 'info' ? 'note' : severity} ${rule}: ${plain(title, 300)}`,
    `    cause: ${plain(cause, 600)}`,
    `    fix:   ${plain(fix, 600)}`,
  ]);

export interface Told {
  readonly what: string;
  readonly outcome: string;
  readonly duration: number | undefined;
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
  /** More that is worth saying: what the browser itself said. */
  readonly notes?: readonly string[];
}

const OUTCOMES: Readonly<Record<string, string>> = {
  ok: 'went well',
  failed: 'failed',
  silent: 'ended without a notification',
  terminated: 'was cut off with its worker',
  running: 'has not ended',
  unheard: 'found nobody who listens',
  missing: 'was never dispatched to a worker',
  unknown:
    'is not known to have come: no worker of the app loads the plugin, which launch({ plugin: "inject" }) puts first',
};

/** What happened, line by line, and what the doctor says of it. */
export function storyOf({ what, outcome, duration, entries, findings, notes = [] }: Told): string {
  const after = duration === undefined || outcome === 'unheard' ? '' : ` after ${Math.round(duration)} ms`;
  return [
    `${plain(what, 300)} ${OUTCOMES[outcome] ?? outcome}${after}`,
    ...(entries.length > 0 ? entryLines(entries) : ['  The log has nothing of it.']),
    ...notes.map((note) => `  ${note}`),
    ...(findings.length > 0 ? ['The doctor says:', ...findingLines(findings)] : []),
  ].join('\n');
}
