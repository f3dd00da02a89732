import { structuredPatch } from 'diff';
import { visibleLine } from '../../../src/text/visible.ts';
import type { Paint } from '../terminal/paint.ts';
import type { Change } from './draft.ts';
import { decode } from './source-text.ts';

const LONGEST = 200;

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** What would change, for a person: texts as a diff, copies by name, those of one folder together. */
export function showChanges(changes: readonly Change[], paint: Paint): string {
  const texts = changes.filter(({ text }) => text);
  const copies = changes.filter(({ text }) => !text);
  return [...texts.map((one) => diffOf(one, paint)), ...copiesOf(copies, paint)].join('\n');
}

function diffOf({ file, before, after }: Change, paint: Paint): string {
  const was = before === undefined ? '' : (decode(before) ?? '');
  const { hunks } = structuredPatch(file, file, was, decode(after) ?? '', undefined, undefined, {
    context: 2,
  });
  const lines = hunks.flatMap(({ oldStart, newStart, lines: all }) => [
    paint('cyan', `@@ line ${before === undefined ? newStart : oldStart} @@`),
    ...all.map((line) => {
      const shown = visibleLine(
        line
          .slice(1)
          .replace(/\r$/, '')
          .replace(/^\uFEFF/, ''),
        LONGEST,
      );
      const text = `${line[0]}${shown}`;
      return line.startsWith('+') ? paint('green', text) : line.startsWith('-') ? paint('red', text) : text;
    }),
  ]);
  const what = before === undefined ? 'new file' : 'changed';
  return `${paint('bold', file)} (${what})\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function copiesOf(copies: readonly Change[], paint: Paint): readonly string[] {
  const groups = new Map<string, Change[]>();
  for (const copy of copies) {
    const folder = /^(.*\/)?viewer\//.exec(copy.file)?.[0] ?? copy.file;
    groups.set(folder, [...(groups.get(folder) ?? []), copy]);
  }
  return [...groups].map(([name, all]) => {
    const size = kB(all.reduce((sum, { after }) => sum + after.length, 0));
    const how = all.every(({ before }) => before === undefined) ? 'copied' : 'brought up to date';
    const count = all.length > 1 ? `${all.length} files, ` : '';
    return `${paint('bold', name)} (${how}: ${count}${size})\n`;
  });
}
