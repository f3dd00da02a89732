import type { Finding } from '@offstage/sw-plugin/doctor';
import type { LogModel } from '../../../src/model/log-model.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import { entryHandle } from '../log/entry-handle.ts';
import { entryRow } from '../log/entry-row.ts';
import { rowsMarkdown, rowText } from '../log/print-rows.ts';
import { inMarkdown } from '../terminal/markdown.ts';
import type { Colour, Paint } from '../terminal/paint.ts';

export interface NamedFinding {
  readonly finding: Finding;
  readonly handle: string;
  /** Positions of the entries that prove it. */
  readonly proof: readonly number[];
}

const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<string, Colour>;
const WORDS = { error: 'error', warning: 'warning', info: 'note' } as const;
/** Handles on the line of a finding; named by its handle it shows every entry. */
const PROOF = 6;
const LONGEST = 1000;

const line = (text: string): string => visibleLine(text, LONGEST);

/** One finding as text. @param whole with the entries that prove it */
export function findingText(
  { finding, handle, proof }: NamedFinding,
  model: LogModel,
  paint: Paint,
  whole: boolean,
): string {
  const { severity, rule, title, count, cause, fix, link, scope } = finding;
  const often = count > 1 ? ` (${count} times)` : '';
  const rows = whole
    ? [...proof].sort((a, b) => a - b).map((at) => `  ${rowText(entryRow(model, at), paint)}`)
    : [`  proof   ${handlesOf(proof, model)}\n`];
  return [
    `${paint(COLOURS[severity], WORDS[severity].padEnd(7))} ${paint('bold', handle)}  ${line(title)}${often}  ${paint('dim', rule)}\n`,
    ...(scope === '' ? [] : [`  scope   ${line(scope)}\n`]),
    `  cause   ${line(cause)}\n`,
    `  fix     ${line(fix)}\n`,
    ...rows,
    `  read    ${line(link)}\n`,
  ].join('');
}

function handlesOf(proof: readonly number[], model: LogModel): string {
  const shown = proof.slice(0, PROOF).map((at) => entryHandle(model, at));
  return shown.join(' ') + (proof.length > PROOF ? ` … ${proof.length - PROOF} more` : '');
}

/** One finding as Markdown. */
export function findingMarkdown(
  { finding, handle, proof }: NamedFinding,
  model: LogModel,
  _paint: Paint,
  whole: boolean,
): string {
  const { severity, rule, title, count, cause, fix, link } = finding;
  const often = count > 1 ? ` (${count} times)` : '';
  return [
    `### ${handle} ${WORDS[severity]}: ${inMarkdown(title)}${often}\n\n`,
    `${inMarkdown(line(cause))}\n\n**What to do:** ${inMarkdown(line(fix))}\n\n`,
    whole
      ? `${rowsMarkdown([...proof].sort((a, b) => a - b).map((at) => entryRow(model, at)))}\n`
      : `Proof: ${handlesOf(proof, model)}. `,
    `Rule [${rule}](${encodeURI(link)})\n`,
  ].join('');
}
