/** A member of a JSON array as text. */
export interface TextMember {
  readonly text: string;
  /** Levels of objects and arrays in it, itself included. */
  readonly depth: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * The members of a JSON array, without parsing them; a text that is no array is its own only member. `undefined` where
 * brackets and quotes show that the text is no JSON. What stands between them is for a parser to judge.
 */
export function* membersOf(json: string): Generator<TextMember | undefined, void> {
  const text = json.trim();
  const isArray = text.startsWith('[');
  if (!isArray && !text.startsWith('{')) return yield undefined;
  const end = isArray ? text.length - 1 : text.length;
  if (isArray && (end < 1 || !text.endsWith(']'))) return yield undefined;
  let start = isArray ? 1 : 0;
  let open = 0;
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at++; at < end && text.charCodeAt(at) !== QUOTE; at++) {
        if (text.charCodeAt(at) === BACKSLASH) at++;
      }
      if (at >= end) return yield undefined;
    } else if (code === COMMA && open === 0 && isArray) {
      yield { text: text.slice(start, at).trim(), depth };
      start = at + 1;
      depth = 0;
    } else if (code === 0x5b || code === 0x7b) depth = Math.max(depth, ++open);
    else if (code === 0x5d || code === 0x7d) {
      if (--open < 0) return yield undefined;
    }
  }
  if (open > 0) return yield undefined;
  const last = text.slice(start, end).trim();
  // Only an array may be empty.
  if (last !== '' || start > 1 || !isArray) yield { text: last, depth };
}
