/** Control characters, line breaks, and the ones that reorder or hide text (https://trojansource.codes/). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: showing them is what this is for
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const PICTURES = 0x2400;

/** Text on one line, with nothing in it that a reader could not see; at most `limit` characters. */
export function visibleLine(text: string, limit = 300): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(HIDDEN, shownCharacter);
}

/** The same for a block of text, which keeps its line breaks and tabs. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' || character === '\r' ? character : shownCharacter(character),
  );
}

function shownCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(PICTURES + code);
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
