import { visibleLine, visibleText } from '../text/visible.ts';

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

/**
 * A stranger's text as a code span (https://spec.commonmark.org/0.31.2/#code-spans): nothing in it is markup, an address, a
 * name that is mentioned, or a number that is linked. On one line, so that no block can begin in it.
 */
export function codeSpan(text: string, limit = 300): string {
  const line = visibleLine(text, limit).trim();
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  return `${fence} ${line} ${fence}`;
}

/** The same for a block: its fence is longer than any within. */
export function codeBlock(text: string, limit = 20_000): string {
  const block = visibleText(text.length > limit ? `${text.slice(0, limit)}…` : text).replace(/\r\n?/g, '\n');
  const fence = '`'.repeat(Math.max(3, longestRun(block) + 1));
  return `${fence}text\n${block}\n${fence}`;
}
