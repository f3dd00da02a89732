/** Text that takes the place of what stands from `from` to `to`; nothing is taken out where both are the same. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with all of its edits, which were found in the text as it was. They must not overlap. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { from, to, text } of sorted) {
    result += code.slice(at, from) + text;
    at = to;
  }
  return result + code.slice(at);
}

/** The line break that a text uses. */
export const newlineOf = (text: string): string => {
  const all = text.split('\n').length - 1;
  return all > 0 && (text.split('\r\n').length - 1) * 2 > all ? '\r\n' : '\n';
};

/** The quote that a script mostly uses. */
export const quoteOf = (code: string): string =>
  (code.match(/"/g)?.length ?? 0) > (code.match(/'/g)?.length ?? 0) ? '"' : "'";
