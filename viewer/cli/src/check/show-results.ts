import { visibleLine } from '../../../src/text/visible.ts';
import { bySeverity, countText, type Severity } from '../severity.ts';
import { inMarkdown } from '../terminal/markdown.ts';
import type { Colour, Paint } from '../terminal/paint.ts';
import type { Result } from './result.ts';

export type Bad = Result & { readonly severity: Severity };

const COLOURS: Readonly<Record<Result['severity'], Colour>> = {
  ok: 'green',
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};
const WORDS: Readonly<Record<Result['severity'], string>> = {
  ok: 'ok',
  error: 'error',
  warning: 'warning',
  info: 'note',
};
const line = (text: string): string => visibleLine(text, 500);

export const badOf = (all: readonly Result[]): readonly Bad[] =>
  all.filter((one): one is Bad => one.severity !== 'ok').toSorted(bySeverity);

/** What is in order comes first and short, so that what is not stands at the end of the terminal. */
export function resultsText(all: readonly Result[], given: string, paint: Paint): string {
  const place = given === '.' ? 'this folder' : given;
  const good = all.filter(({ severity }) => severity === 'ok');
  const bad = badOf(all);
  const lines = [...good, ...[...bad].reverse()].map(({ severity, code, says, where, fix }) =>
    [
      `${paint(COLOURS[severity], WORDS[severity].padEnd(7))} ${line(says)}${severity === 'ok' ? '' : `  ${paint('dim', code)}`}\n`,
      where === undefined || severity === 'ok' ? '' : `        at   ${line(where)}\n`,
      fix === undefined ? '' : `        fix  ${line(fix)}\n`,
    ].join(''),
  );
  const summary = bad.length === 0 ? `All is well in ${place}.` : `${countText(bad)} in ${place}.`;
  return `${lines.join('')}\n${paint('bold', line(summary))}\n`;
}

export function resultsMarkdown(all: readonly Result[], place: string): string {
  const bad = badOf(all);
  const rows = [...bad, ...all.filter(({ severity }) => severity === 'ok')].map(
    ({ severity, code, says, where, fix }) =>
      `- **${WORDS[severity]}** ${inMarkdown(says)}${where ? ` (${inMarkdown(where)})` : ''}${fix ? ` → ${inMarkdown(fix)}` : ''} \`${code}\`\n`,
  );
  return `${rows.join('')}\n${bad.length === 0 ? `All is well in ${inMarkdown(place)}.` : `${countText(bad)} in ${inMarkdown(place)}.`}\n`;
}
