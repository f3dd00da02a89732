/** In an HTML file the lines of a log stand between this and the end of the element. */
export const LOG_IN_HTML = '<pre id="offstage-log">';

const END = '</pre>';

/** Takes the lines of a log out of those of an HTML document. */
export interface HtmlLines {
  /** What a line of the document has of the log; `''` where that is nothing. */
  take(line: string): string;
  /** Whether it has a log at all. */
  readonly found: boolean;
}

/** A document that a browser has saved anew may have the first line beside the element's name. */
export function htmlLines(): HtmlLines {
  let where: 'before' | 'inside' | 'behind' = 'before';
  return {
    take(line) {
      let rest = line;
      if (where === 'before') {
        const at = rest.indexOf(LOG_IN_HTML);
        if (at === -1) return '';
        where = 'inside';
        rest = rest.slice(at + LOG_IN_HTML.length);
      }
      if (where === 'behind') return '';
      const end = rest.indexOf(END);
      if (end === -1) return rest;
      where = 'behind';
      return rest.slice(0, end);
    },
    get found() {
      return where !== 'before';
    },
  };
}
