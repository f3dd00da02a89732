import { visibleLine } from '../../../src/text/visible.ts';

/** Text that stands for itself in Markdown, on one line. */
export const inMarkdown = (text: string): string =>
  visibleLine(text)
    .replace(/[\\`*_{}[\]<>|#~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b');

/** A table. The first row is its head; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
