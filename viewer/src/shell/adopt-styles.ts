import { STYLES } from './styles.ts';

let sheet: CSSStyleSheet | undefined;

/** The viewer's style sheet, made once; a constructed sheet needs no `unsafe-inline`. */
function viewerSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
  }
  return sheet;
}

/** Gives a document or shadow root the viewer's styles. Returns its undo. */
export function adoptStyles(root: DocumentOrShadowRoot): () => void {
  const adopted = viewerSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, adopted];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== adopted);
  };
}
