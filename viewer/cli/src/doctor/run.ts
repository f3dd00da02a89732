import { examine, type Finding, RULES } from '@offstage/sw-plugin/doctor';
import type { FilterKey } from '../../../src/filter/keys.ts';
import { parseFilter } from '../../../src/filter/parse.ts';
import type { LogModel } from '../../../src/model/log-model.ts';
import { receivedOf } from '../../../src/model/report-of.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import type { Run } from '../command.ts';
import { findRows } from '../log/find-rows.ts';
import type { Loaded } from '../log/loaded.ts';
import { openLog } from '../log/open-log.ts';
import { bySeverity, countText, exitCode } from '../severity.ts';
import { counted } from '../terminal/counted.ts';
import { jsonText } from '../terminal/json.ts';
import { paintOf } from '../terminal/paint.ts';
import { findFinding, findingHandles, isFindingHandle } from './finding-handles.ts';
import { findingMarkdown, findingText, type NamedFinding } from './finding-text.ts';

/** Nothing was there that a rule is about. */
const UNCHECKED = 3;

const WHY = {
  empty: 'There is nothing in it. Use the app for a while, then save the log again.',
  'reports only':
    'There are only reports in it, which no rule is about. To have the entries at the server, start the SDK with upload.',
  'not a log': 'There is nothing in it that a rule is about.',
} as const;

/** Says what is wrong in a log, by the rules that the viewer's doctor has. */
export const doctor: Run = async (words, terminal) => {
  // A wrong option is told before anything is read.
  exitCode([], words);
  const loaded = await openLog(words, terminal);
  const { model, name } = loaded;
  const all = Array.from({ length: model.size }, (_, index) => model.entry(model.low + index));
  // Of one installation only what it sent itself is looked at: what another did is no part of its story.
  const installs = installsIn(words.given.slice(1).filter((word) => !isFindingHandle(word)));
  const entries =
    installs.length > 0 ? all.filter((entry) => installs.includes(receivedOf(entry)?.install)) : all;
  // Of a log that is not live, "now" is when it ended; that of one installation when that one was heard of last.
  const now = entries.reduce((latest, { time }) => Math.max(latest, time), 0);
  const { verdict, why, findings, checked } = examine(entries, { now });
  const handles = findingHandles(findings);
  const rest = words.given.slice(1);
  const chosen = rest.filter(isFindingHandle).map((handle) => findFinding(findings, handle, name));
  const filter = rest.filter((word) => !isFindingHandle(word)).join(' ');
  const { shown, doubts } =
    chosen.length > 0 ? { shown: chosen, doubts: [] } : filtered(findings, model, filter);
  const sorted = [...shown].sort((a, b) => bySeverity(a, b) || b.time - a.time);
  const positions = new Map(all.map(({ id }, index) => [id, model.low + index]));
  const named = sorted.map(
    (finding): NamedFinding => ({
      finding,
      handle: handles.get(finding) ?? '',
      proof: finding.entries.flatMap((id) => positions.get(id) ?? []),
    }),
  );
  const hidden = findings.length - sorted.length;
  const leftOut = [
    ...(hidden > 0
      ? [
          `${counted(hidden, 'other finding is', 'other findings are')} not shown: without filter and handle all are.`,
        ]
      : []),
    ...loaded.leftOut,
  ];
  const code = verdict === 'unchecked' ? UNCHECKED : exitCode(sorted, words);

  if (words.has('json')) {
    terminal.out(
      `${jsonText(asJson(named, loaded, { verdict, why, checked, leftOut, doubts, exitCode: code }), 2)}\n`,
    );
    return code;
  }
  const paint = paintOf(terminal.color);
  const print = words.has('md') ? findingMarkdown : findingText;
  const whole = chosen.length > 0;
  terminal.out(named.map((one) => `${print(one, model, paint, whole)}\n`).join(''));
  terminal.out(
    `${paint('bold', summaryOf(sorted, visibleLine(name), checked, verdict === 'unchecked' ? why : undefined))}\n`,
  );
  for (const one of leftOut) terminal.out(`… ${one}\n`);
  for (const doubt of doubts) terminal.note(`${doubt}\n`);
  return code;
};

/** The ids after `install:`. */
function installsIn(filter: readonly string[]): readonly (string | undefined)[] {
  return parseFilter(filter.join(' '))
    .filter(({ key, negated }) => key === 'install' && !negated)
    .flatMap(({ values }) => values);
}

function summaryOf(
  shown: readonly Finding[],
  name: string,
  checked: number,
  why: keyof typeof WHY | undefined,
): string {
  if (why !== undefined) return `${name} was not checked. ${WHY[why]}`;
  const of = `${checked} entries of ${name}, by ${RULES.length} rules`;
  return shown.length === 0 ? `Nothing found in ${of}.` : `${countText(shown)} in ${of}.`;
}

/** The findings that an entry of what the filter finds proves; `rule:D1` asks for those of a rule. */
function filtered(
  findings: readonly Finding[],
  model: LogModel,
  filter: string,
): { readonly shown: readonly Finding[]; readonly doubts: readonly string[] } {
  if (filter.trim() === '') return { shown: findings, doubts: [] };
  const rules = new Map<string, string[]>();
  for (const { rule, entries } of findings)
    for (const id of entries) rules.set(id, [...(rules.get(id) ?? []), rule]);
  const ruleKey: FilterKey = {
    key: 'rule',
    kind: 'exact',
    read: (of, at) => rules.get(of.entry(at).id) ?? [],
  };
  const { rows, doubts } = findRows(model, filter, true, [ruleKey]);
  const ids = new Set(Array.from(rows, (at) => model.entry(at).id));
  const asked = new Set(filter.match(/(?<=(^|\s)rule:)\S+/g)?.flatMap((one) => one.toUpperCase().split(',')));
  const shown = findings.filter(
    ({ rule, entries }) => entries.some((id) => ids.has(id)) && (asked.size === 0 || asked.has(rule)),
  );
  return { shown, doubts };
}

function asJson(named: readonly NamedFinding[], { model, name }: Loaded, about: object): object {
  return {
    offstage: 'doctor',
    version: 1,
    source: name,
    ...about,
    findings: named.map(({ finding, handle, proof }) => ({
      handle,
      ...finding,
      entries: proof.map((at) => `e-${model.entry(at).seq}`),
      ids: finding.entries,
    })),
  };
}
