import { type ParserPlugin, parse } from '@babel/parser';
import type { SyntaxNode } from '../../../../sw-plugin/vite/first-act.ts';

export type { SyntaxNode };

/** A comment in a script. */
export interface Comment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A script as a syntax tree of ESTree: https://github.com/estree/estree. Places are characters from its start. */
export interface Script {
  readonly program: SyntaxNode;
  readonly body: readonly SyntaxNode[];
  readonly comments: readonly Comment[];
  /** It has imports or exports. */
  readonly isModule: boolean;
}

/** Parses JavaScript, or TypeScript by the name's extension; undefined where it is neither. */
export function parseScript(code: string, name = 'x.js'): Script | undefined {
  const typed = /\.[cm]?tsx?$/.test(name);
  const plugins: ParserPlugin[] = ['estree'];
  if (typed) plugins.push('typescript', 'decorators');
  if (!typed || name.endsWith('x')) plugins.push('jsx');
  try {
    const file = parse(code, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      plugins,
    });
    const program = file.program as unknown as SyntaxNode;
    return {
      program,
      body: program.body as readonly SyntaxNode[],
      comments: (file.comments ?? []).map(({ value, start, end }) => ({
        text: value,
        start: start ?? 0,
        end: end ?? 0,
      })),
      isModule: program.sourceType === 'module',
    };
  } catch {
    return undefined;
  }
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** Comments hang on nodes as well. */
const ASIDE: ReadonlySet<string> = new Set([
  'leadingComments',
  'trailingComments',
  'innerComments',
  'loc',
  'extra',
]);

/** A node and everything in it, in order of the text; each with what it stands in, the nearest last. */
export function* walk(
  node: SyntaxNode,
  parents: readonly SyntaxNode[] = [],
): Generator<readonly [SyntaxNode, readonly SyntaxNode[]]> {
  yield [node, parents];
  const inner = [...parents, node];
  for (const [member, value] of Object.entries(node)) {
    if (ASIDE.has(member)) continue;
    if (isNode(value)) yield* walk(value, inner);
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) yield* walk(one, inner);
  }
}

export const endOf = (node: SyntaxNode): number => node.end as number;

/** The text of a literal, or of a template without a hole; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  const [only, ...more] = node.quasis as readonly SyntaxNode[];
  return more.length === 0 ? (only?.value as { cooked?: string } | undefined)?.cooked : undefined;
}

/** The property of an object that has this name, its value without `as const` and the like. */
export function property(object: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  if (object?.type !== 'ObjectExpression') return undefined;
  const found = (object.properties as readonly SyntaxNode[]).find(
    ({ key, computed }) => computed !== true && isNode(key) && (key.name === name || key.value === name),
  );
  return found && bare(found.value as SyntaxNode);
}

const AROUND: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'ParenthesizedExpression',
]);

/** An expression without types around it. */
export function bare(node: SyntaxNode): SyntaxNode {
  return AROUND.has(node.type) ? bare(node.expression as SyntaxNode) : node;
}

/** The name of what is called: `VitePWA` of `VitePWA()`, `register` of `x.register()`. */
export function calledName(node: SyntaxNode): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = bare(node.callee as SyntaxNode);
  if (callee.type === 'Identifier') return String(callee.name);
  if (callee.type === 'MemberExpression') return String((callee.property as SyntaxNode).name ?? '');
  return undefined;
}

/** Line of a place, from 1. */
export const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length;
