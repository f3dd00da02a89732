import type { Edit } from './edit.ts';
import { bare, endOf, property, type SyntaxNode, textOf } from './syntax.ts';

/** The edit that puts a property first into an object, formatted as its other properties are. */
export function addProperty(code: string, object: SyntaxNode, text: string): Edit {
  const at = object.start + 1;
  const [first] = object.properties as readonly SyntaxNode[];
  if (first === undefined) return { from: object.start, to: endOf(object), text: `{ ${text} }` };
  const gap = code.slice(at, first.start);
  const line = /(\r?\n[ \t]*)[^\n]*$/.exec(gap)?.[1];
  return line === undefined
    ? { from: at, to: at, text: ` ${text},` }
    : { from: at, to: at, text: `${line}${text},` };
}

/** The edit that puts an element into a list, as its first or its last. */
export function addElement(code: string, list: SyntaxNode, text: string, first: boolean): Edit {
  const elements = (list.elements as readonly (SyntaxNode | null)[]).filter((one) => one !== null);
  const [head] = elements;
  const tail = elements.at(-1);
  if (head === undefined || tail === undefined)
    return { from: list.start, to: endOf(list), text: `[${text}]` };
  if (first) {
    const gap = code.slice(list.start + 1, head.start);
    const line = /\r?\n[ \t]*$/.exec(gap)?.[0];
    return { from: head.start, to: head.start, text: line === undefined ? `${text}, ` : `${text},${line}` };
  }
  const line = /\r?\n[ \t]*$/.exec(code.slice(list.start + 1, head.start))?.[0] ?? ' ';
  return { from: endOf(tail), to: endOf(tail), text: `,${line}${text}` };
}

const LISTED: ReadonlySet<string> = new Set(['ArrayExpression']);

/**
 * The edits by which a property that is a list has these elements. None where it has them; undefined where it is no plain
 * list, so that nobody can tell what it holds.
 *
 * @param has whether an element of the list is the wanted one
 */
export function listWith(
  code: string,
  object: SyntaxNode,
  name: string,
  elements: readonly string[],
  has: (element: SyntaxNode, wanted: string) => boolean = isSame,
  { first = false, beside = [] }: { readonly first?: boolean; readonly beside?: readonly string[] } = {},
): readonly Edit[] | undefined {
  if ((object.properties as readonly SyntaxNode[]).some(({ type }) => type === 'SpreadElement')) {
    // What is spread in may bring the same list.
    if (property(object, name) === undefined) return undefined;
  }
  const list = property(object, name);
  if (list === undefined)
    return [addProperty(code, object, `${name}: [${[...beside, ...elements].join(', ')}]`)];
  if (!LISTED.has(list.type)) return undefined;
  const given = (list.elements as readonly (SyntaxNode | null)[]).flatMap((one) => (one ? [bare(one)] : []));
  const missing = elements.filter((wanted) => !given.some((one) => has(one, wanted)));
  if (missing.length === 0) return [];
  return [addElement(code, list, missing.join(', '), first)];
}

/** The same text, or the same expression. */
const isSame = (element: SyntaxNode, wanted: string): boolean =>
  (textOf(element) ?? String((element as { raw?: unknown }).raw)) === wanted.replace(/^['"]|['"]$/g, '');
