import { ENTRY } from '../store/entry-type.ts';
import type { Report, ReportFilter } from '../store/report.ts';
import type { Store } from '../store/store.ts';

/**
 * Whether a report is one that a filter is after, as the store would say: SQLite's text search knows capitals of ASCII alone
 * (https://sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators).
 */
export function fits(report: Report, filter: ReportFilter, kind: Store['kind']): boolean {
  const { type, origin, endpoint, group, browser, os, app, scope, install, noise, from, to, text } = filter;
  return (
    isOne(report.type, type) &&
    isOne(report.origin, origin) &&
    isOne(report.endpoint, endpoint) &&
    isOne(report.group, group) &&
    isOne(report.browser, browser) &&
    isOne(report.os, os) &&
    isOne(report.app, app) &&
    isOne(report.scope, scope) &&
    (install === undefined || isOne(installOf(report), install)) &&
    (noise === undefined || (noise === 'hide') === (report.noise === '')) &&
    (from === undefined || report.time >= from) &&
    (to === undefined || report.time < to) &&
    (text === undefined || text === '' || holds(report, text, kind))
  );
}

/** `''` where it names none, which is nobody's id. */
function installOf({ type, body }: Report): string {
  const { install } = (type === ENTRY ? (body ?? {}) : {}) as { readonly install?: unknown };
  return typeof install === 'string' ? install : '';
}

function isOne(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.includes(value);
}

function holds({ url, body }: Report, text: string, kind: Store['kind']): boolean {
  const folded = kind === 'sqlite' ? foldAscii : (one: string) => one.toLowerCase();
  // As it is stored: a quote or a line break has to be looked for in its escaped form.
  const escaped = JSON.stringify(text).slice(1, -1);
  return folded(url).includes(folded(text)) || folded(JSON.stringify(body)).includes(folded(escaped));
}

function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
