const sheets = new Map<string, CSSStyleSheet>();
/** Texts that came with parts which were loaded later. */
const added = new Set<string>();
/** One for each root that has the viewer in it. */
const adopters = new Set<(text: string) => void>();

/** The sheet of a text, made once; a constructed sheet needs no `unsafe-inline`. */
function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}

/** Gives a document or shadow root a style sheet, and those that are added later. Returns its undo. */
export function adoptStyles(root: DocumentOrShadowRoot, text: string): () => void {
  const adopted: CSSStyleSheet[] = [];
  const adopt = (one: string): void => {
    const sheet = sheetOf(one);
    adopted.push(sheet);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  adopt(text);
  added.forEach(adopt);
  adopters.add(adopt);
  return () => {
    adopters.delete(adopt);
    // Once each: another viewer in the same document has adopted the same sheets.
    const left = [...root.adoptedStyleSheets];
    for (const sheet of adopted) {
      const at = left.lastIndexOf(sheet);
      if (at >= 0) left.splice(at, 1);
    }
    root.adoptedStyleSheets = left;
  };
}

/** Adds the style sheet of a part wherever the viewer is, before the part is shown there. */
export function addStyles(text: string): void {
  if (added.has(text)) return;
  added.add(text);
  for (const adopt of adopters) adopt(text);
}
