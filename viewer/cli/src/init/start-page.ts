import { newlineOf, quoteOf } from '../code/edit.ts';
import { firstPlace } from '../code/first-place.ts';
import { endOf, parseScript, textOf } from '../code/syntax.ts';
import type { Draft } from './draft.ts';

const SDK = '@offstage/sdk';

/** What starts the page's side, as lines of a module. */
export const startLines = (quote: string = "'", name: string = 'start'): readonly string[] => [
  `import { ${name === 'start' ? name : `start as ${name}`} } from ${quote}${SDK}${quote};`,
  `${name}();`,
];

/**
 * Starts the page's side in a module that pages load: its import before the others, its call behind the last of them. The
 * app goes on registering its worker by itself.
 */
export function startIn(draft: Draft, file: string): void {
  const code = draft.read(file);
  const script = code === undefined ? undefined : parseScript(code, file);
  if (code === undefined || script === undefined) {
    draft.byHand(
      `${file} is not understood, and left as it is. Put this into what pages load:`,
      ...startLines(),
    );
    return;
  }
  const imports = script.body.filter(({ type }) => type === 'ImportDeclaration');
  if (isStarted(draft)) return;
  draft.need(SDK);
  if (imports.some(({ source }) => /^@offstage\/sdk(\/start)?$/.test(textOf(source) ?? ''))) return;
  const isTaken = (name: string): boolean =>
    script.body.some((node) => namesIt(code.slice(node.start, endOf(node)), name));
  const name = ['start', 'startOffstage'].find((one) => !isTaken(one)) ?? 'startOffstagePage';
  const newline = newlineOf(code);
  const [line = '', call = ''] = startLines(quoteOf(code), name);
  const at = firstPlace(code, script);
  const last = imports.at(-1);
  if (last === undefined) {
    draft.write(file, code.slice(0, at) + line + newline + newline + call + newline + code.slice(at));
    return;
  }
  const end = endOf(last);
  const rest = code.slice(end);
  draft.write(
    file,
    `${code.slice(0, at)}${line}${newline}${code.slice(at, end)}${newline}${newline}${call}${rest.startsWith('\n') || rest.startsWith('\r') || rest === '' ? '' : newline}${rest}`,
  );
}

/** Whether a name stands in a script as a name, and not only in a text or as a member. */
const namesIt = (code: string, name: string): boolean =>
  new RegExp(`(?<![.\\w$'"\`-])${name}(?![\\w$'"\`:-])`).test(code);

/** Whether some file of the app starts the page's side already. */
export function isStarted(draft: Draft): boolean {
  if (draft.already.started === undefined) return false;
  draft.need(SDK);
  return true;
}

/** Makes a module that starts the page's side, where a framework loads one by its name. */
export function startFile(draft: Draft, file: string, lines: readonly string[]): void {
  if (isStarted(draft)) return;
  draft.need(SDK);
  if (draft.read(file) === undefined) draft.write(file, `${lines.join('\n')}\n`);
  else startIn(draft, file);
}
