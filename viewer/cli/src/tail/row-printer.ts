import type { LogModel } from '../../../src/model/log-model.ts';
import { entryRow } from '../log/entry-row.ts';
import { MARKDOWN_HEAD, rowJson, rowMarkdown, rowText } from '../log/print-rows.ts';
import { markdownTable } from '../terminal/markdown.ts';
import { paintOf } from '../terminal/paint.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Words } from '../words.ts';

/** Prints entries one by one, in the format that was asked for: lines of text, lines of JSON, or a table. */
export function rowPrinter(words: Words, terminal: Terminal): (model: LogModel, at: number) => void {
  if (words.has('json')) return (model, at) => terminal.out(`${rowJson(model, at)}\n`);
  if (words.has('md')) {
    terminal.out(markdownTable(MARKDOWN_HEAD, []));
    return (model, at) => terminal.out(`| ${rowMarkdown(entryRow(model, at)).join(' | ')} |\n`);
  }
  const paint = paintOf(terminal.color);
  return (model, at) => terminal.out(rowText(entryRow(model, at), paint, terminal.width));
}
