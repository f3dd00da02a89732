import { visibleLine } from '../../../src/text/visible.ts';
import type { Run } from '../command.ts';
import { findEntry, isEntryHandle } from '../log/entry-handle.ts';
import { entryRow } from '../log/entry-row.ts';
import { findRows } from '../log/find-rows.ts';
import { openLog } from '../log/open-log.ts';
import { rowJson, rowsMarkdown, rowText } from '../log/print-rows.ts';
import { Problem } from '../problem.ts';
import { counted } from '../terminal/counted.ts';
import { paintOf } from '../terminal/paint.ts';
import { entryMarkdown, entryText } from './entry-text.ts';

const SHOWN = 50;

/** Finds entries by a filter, or tells everything about those that are named by their handles. */
export const query: Run = async (words, terminal) => {
  const loaded = await openLog(words, terminal);
  const { model, name } = loaded;
  const rest = words.given.slice(1);
  const handles = rest.filter(isEntryHandle);
  const filter = rest.filter((word) => !isEntryHandle(word)).join(' ');
  const paint = paintOf(terminal.color);

  if (handles.length > 0) {
    const positions = handles.map((handle) => {
      const at = findEntry(model, handle);
      if (at === undefined) throw new Problem('NO_SUCH_HANDLE', { name, handle, command: 'query' });
      return at;
    });
    if (words.has('json')) {
      terminal.out(
        `{"offstage":"entries","version":1,"entries":[\n${positions.map((at) => rowJson(model, at)).join(',\n')}\n]}\n`,
      );
      return 0;
    }
    const text = words.has('md') ? entryMarkdown : entryText;
    terminal.out(positions.map((at) => text(model, at, paint)).join('\n'));
    return 0;
  }

  const { rows, housekeeping, doubts } = findRows(model, filter, words.has('housekeeping'));
  const limit = words.number('limit', SHOWN);
  const shown = limit === 0 ? rows : rows.subarray(Math.max(0, rows.length - limit));
  const before = rows.length - shown.length;
  const leftOut = [
    ...(before > 0
      ? [
          `${counted(before, 'earlier entry matches and is', 'earlier entries match and are')} not shown: --limit 0 shows all.`,
        ]
      : []),
    ...(housekeeping > 0
      ? [`${counted(housekeeping, 'line', 'lines')} of housekeeping not shown: --housekeeping shows them.`]
      : []),
    ...loaded.leftOut,
  ];
  if (words.has('json')) {
    const about = { matched: rows.length, shown: shown.length, size: model.size, leftOut, doubts };
    terminal.out(
      `{"offstage":"query","version":1,"source":${JSON.stringify(name)},"filter":${JSON.stringify(filter)},${JSON.stringify(about).slice(1, -1)},"entries":[\n${Array.from(shown, (at) => rowJson(model, at)).join(',\n')}\n]}\n`,
    );
    return 0;
  }
  const found = Array.from(shown, (at) => entryRow(model, at));
  const summary = `${rows.length} of ${model.size} entries match in ${visibleLine(name)}.`;
  if (words.has('md')) terminal.out(`${found.length > 0 ? `${rowsMarkdown(found)}\n` : ''}${summary}\n`);
  else
    terminal.out(
      `${found.map((row) => rowText(row, paint, terminal.width)).join('')}${paint('bold', summary)}\n`,
    );
  for (const one of leftOut) terminal.out(`… ${one}\n`);
  for (const doubt of doubts) terminal.note(`${doubt}\n`);
  return 0;
};
