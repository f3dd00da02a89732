import { newlineOf, quoteOf } from '../code/edit.ts';
import { firstPlace } from '../code/first-place.ts';
import { parseScript } from '../code/syntax.ts';
import { loadsFirst } from '../workers/loads-first.ts';
import type { Draft } from './draft.ts';

export const MODULE = '@offstage/sw-plugin/auto';

/** How a worker's script loads the plugin. */
export type How = { readonly import: string } | { readonly script: string };

/** The line itself. A file that is missing takes a classic worker down, unless it is caught. */
export function lineFor(how: How, quote: string): string {
  return 'import' in how
    ? `import ${quote}${how.import}${quote};`
    : `try { importScripts(${quote}${how.script}${quote}); } catch {}`;
}

/**
 * Makes loading the plugin the first thing that a worker's script does. What does not parse, and what loads it too late, is
 * told and left.
 */
export function putFirst(draft: Draft, file: string, how: How): void {
  const code = draft.read(file);
  if (code === undefined) {
    draft.byHand(`${file} cannot be read as text. Make this its first line:`, lineFor(how, "'"));
    return;
  }
  const script = parseScript(code, file);
  if (script === undefined) {
    draft.byHand(
      `${file} is not understood, and left as it is. Make this its first line:`,
      lineFor(how, "'"),
    );
    return;
  }
  const standing = loadsFirst(code, script);
  if (standing.is === 'first') return;
  if (standing.is === 'late') {
    draft.byHand(
      `${file} loads the plugin, but line ${standing.line} does something before: ${standing.said} … Move this to its top:`,
      lineFor(how, quoteOf(code)),
    );
    return;
  }
  const at = firstPlace(code, script);
  const newline = newlineOf(code);
  const before = at > 0 && !/[\n\uFEFF]$/.test(code.slice(0, at)) ? newline : '';
  // A file of one line without its end keeps having none.
  const after = at < code.length || code === '' || code === '\uFEFF' ? newline : '';
  draft.write(file, code.slice(0, at) + before + lineFor(how, quoteOf(code)) + after + code.slice(at));
}
