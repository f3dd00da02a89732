import type { ReportCase } from '../../reports/report-case.ts';

export interface CasePage {
  readonly case: ReportCase;
  /** An origin that is not the page's own, for what has to come from elsewhere. */
  readonly otherOrigin: string;
  /**
   * In order. With integrity and by CORS, since one of the cases forbids scripts that have not both.
   * https://w3c.github.io/webappsec-subresource-integrity/#should-request-be-blocked-by-integrity-policy
   */
  readonly scripts: readonly { readonly src: string; readonly integrity: string }[];
}

/** The document that does it. No inline script and no inline style: its policy may forbid both. */
export function casePage({ case: it, otherOrigin, scripts }: CasePage): string {
  return `<!doctype html>
<html lang="en" data-kind="${escapeMarkup(it.kind)}" data-other-origin="${escapeMarkup(otherOrigin)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeMarkup(it.title)}</title>
<link rel="stylesheet" href="/reports-demo/page.css">
<h1>${escapeMarkup(it.title)}</h1>
<p>${escapeMarkup(it.story)}</p>
${it.note === undefined ? '' : `<p>${escapeMarkup(it.note)}</p>`}
<output></output>
${scripts.map(({ src, integrity }) => `<script src="${src}" integrity="${integrity}" crossorigin></script>`).join('\n')}
`;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
