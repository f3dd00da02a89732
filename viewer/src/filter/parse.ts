/** One condition of a filter. Text without a key has the key `''`. */
export interface Term {
  readonly key: string;
  readonly compare: ':' | '>' | '<';
  /** Alternatives, as written; they are compared without regard to case. */
  readonly values: readonly string[];
  readonly negated: boolean;
  /** Where it stands in the text, so that a completion can replace it. */
  readonly from: number;
  readonly to: number;
}

const TERM =
  /(-)?(?:([A-Za-z][\w.]*)(:[<>]?|[<>]))?((?:"(?:[^"\\]|\\.)*"?|[^\s",])*(?:,(?:"(?:[^"\\]|\\.)*"?|[^\s",])*)*)/y;
const PIECE = /"((?:[^"\\]|\\.)*)"?|([^,"]+)/g;

/**
 * Reads a filter: words and `"quoted text"`, `key:value`, `key:a,b` for alternatives, `key>number`, `key<number`, and `-` before any of
 * them to exclude. Every text is a filter; nothing is an error.
 *
 * @example parseFilter('service:push -outcome:ok duration>500 "no subscription"')
 */
export function parseFilter(text: string): readonly Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] as string)) {
      at++;
      continue;
    }
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    if (match === null || match[0] === '') {
      at++;
      continue;
    }
    const to = at + match[0].length;
    const [, minus, key = '', sign = ':', raw = ''] = match;
    const values = pieces(raw);
    if (values.length > 0) {
      const compare = sign.endsWith('>') ? '>' : sign.endsWith('<') ? '<' : ':';
      terms.push({ key: key.toLowerCase(), compare, values, negated: minus !== undefined, from: at, to });
    }
    at = to;
  }
  return terms;
}

function pieces(raw: string): string[] {
  const found: string[] = [];
  for (const [, quoted, bare] of raw.matchAll(PIECE)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    if (value !== '') found.push(value);
  }
  return found;
}

/** Writes a value so that `parseFilter` reads it back as one piece. */
export function quoteValue(value: string): string {
  return /^[^\s",<>-][^\s",]*$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
