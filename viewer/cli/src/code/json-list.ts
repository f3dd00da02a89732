import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { applyEdits, newlineOf } from './edit.ts';

/**
 * A text of JSON with these texts at the end of one of its lists, on lines of their own where the others stand on such.
 * Undefined where there is no list.
 */
export function addToJsonList(
  json: string,
  path: readonly (string | number)[],
  texts: readonly string[],
): string | undefined {
  const tree = parseTree(json);
  const list = tree && findNodeAtLocation(tree, [...path]);
  if (list?.type !== 'array') return undefined;
  const [head] = list.children ?? [];
  const tail = list.children?.at(-1);
  if (head === undefined || tail === undefined) {
    const to = list.offset + list.length;
    return applyEdits(json, [{ from: list.offset, to, text: `[${texts.map(quoted).join(', ')}]` }]);
  }
  const before = json.slice(list.offset + 1, head.offset);
  const line = /\n([ \t]*)$/.exec(before);
  const gap = line ? `${newlineOf(json)}${line[1]}` : ' ';
  const at = tail.offset + tail.length;
  return applyEdits(json, [{ from: at, to: at, text: texts.map((one) => `,${gap}${quoted(one)}`).join('') }]);
}

const quoted = (text: string): string => JSON.stringify(text);
