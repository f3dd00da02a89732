import { applyEdits } from '../code/edit.ts';
import { endOf, parseScript, type SyntaxNode } from '../code/syntax.ts';

/** What a statement says, however it is laid out and quoted. */
const formOf = (node: SyntaxNode): string =>
  JSON.stringify(node, (name, value: unknown) =>
    /^(start|end|loc|range|raw|extra|leadingComments|trailingComments|innerComments)$/.test(name)
      ? undefined
      : value,
  );

/**
 * A script as it is now without the statements that were added to it, for files that a formatter has laid out anew.
 * Undefined where more than whole statements was added, or one of them is not there any more.
 *
 * @param was before, @param wrote with the statements, @param is now
 */
export function withoutStatements(name: string, was: string, wrote: string, is: string): string | undefined {
  if (!/\.[mc]?[jt]sx?$/.test(name)) return undefined;
  const [before, after, now] = [was, wrote, is].map((code) => parseScript(code, name)?.body);
  if (before === undefined || after === undefined || now === undefined) return undefined;
  const kept = before.map(formOf);
  const added: string[] = [];
  for (const form of after.map(formOf)) {
    if (kept[0] === form) kept.shift();
    else added.push(form);
  }
  if (kept.length > 0 || added.length === 0) return undefined;
  const rest = [...added];
  const ours = now.filter((node) => {
    const at = rest.indexOf(formOf(node));
    if (at < 0) return false;
    rest.splice(at, 1);
    return true;
  });
  if (rest.length > 0) return undefined;
  return applyEdits(
    is,
    ours.map((node) => ({ from: node.start, to: lineEnd(is, endOf(node)), text: '' })),
  );
}

/** Behind the line break, where nothing else stands on the line. */
function lineEnd(code: string, at: number): number {
  const gap = /^[ \t]*\r?\n/.exec(code.slice(at, at + 200))?.[0];
  return at + (gap?.length ?? 0);
}
