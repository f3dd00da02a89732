import { firstAct } from '../../../../sw-plugin/vite/first-act.ts';
import { lineOf, type Script, type SyntaxNode, textOf } from '../code/syntax.ts';

/** The plugin's module, and the classic script by any path. */
const OURS = /^@offstage\/sw-plugin(\/auto)?$|(^|\/)offstage-sw[\w.-]*\.js(\?|$)/;

/** What a worker's script does about the plugin. */
export type Standing =
  | { readonly is: 'first'; readonly line: number; readonly address: string | undefined }
  /** Something stands before it, or it is not there at all. */
  | { readonly is: 'late' | 'missing'; readonly line: number; readonly said: string };

const importsOf = (script: Script): readonly SyntaxNode[] =>
  script.body.filter(({ type, importKind }) => type === 'ImportDeclaration' && importKind !== 'type');

const saidAt = (code: string, at: number): string => (code.slice(at, at + 80).split(/\r?\n/)[0] ?? '').trim();

/** Whether a worker's script loads the plugin first: by its imports, which run before all else, or by its first act. */
export function loadsFirst(code: string, script: Script): Standing {
  const imports = importsOf(script);
  const ours = imports.findIndex(({ source }) => OURS.test(textOf(source) ?? ''));
  if (ours === 0) {
    const first = imports[0] as SyntaxNode;
    return { is: 'first', line: lineOf(code, first.start), address: textOf(first.source) };
  }
  const act = firstAct(script.program);
  // What is imported runs before a statement does.
  if (imports.length === 0 && act?.by === 'plugin')
    return { is: 'first', line: lineOf(code, act.start), address: addressAt(code, act.start) };
  const before =
    imports.length > 0 && (ours > 0 || act?.by === 'plugin')
      ? (imports[0]?.start ?? 0)
      : (act?.start ?? script.body[0]?.start ?? 0);
  const is = ours > 0 || mentions(script) ? 'late' : 'missing';
  return { is, line: lineOf(code, before), said: saidAt(code, before) };
}

/** The address that an `importScripts()` at this place names. */
const addressAt = (code: string, at: number): string | undefined =>
  /^[^)]*?['"`]([^'"`]*offstage-sw[^'"`]*)['"`]/.exec(code.slice(at, at + 2000))?.[1];

function mentions({ program }: Script): boolean {
  const texts = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(texts);
    if (typeof node !== 'object' || node === null) return false;
    const one = node as Record<string, unknown>;
    if (one.type === 'Literal' || one.type === 'TemplateElement')
      return OURS.test(
        String(
          one.value && typeof one.value === 'object' ? (one.value as { cooked?: string }).cooked : one.value,
        ),
      );
    return Object.entries(one).some(
      ([key, value]) =>
        !/^(loc|extra|leadingComments|trailingComments|innerComments)$/.test(key) && texts(value),
    );
  };
  return texts(program);
}
