const sheets = new Map<string, CSSStyleSheet>();

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

/** Gives a document or shadow root a style sheet. Returns its undo. */
export function adoptStyles(root: DocumentOrShadowRoot, text: string): () => void {
  const adopted = sheetOf(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, adopted];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== adopted);
  };
}
