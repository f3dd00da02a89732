import { bare, calledName, parseScript, type Script, type SyntaxNode, textOf, walk } from '../code/syntax.ts';
import type { Draft } from './draft.ts';

/** A script with one of its objects. */
export interface Found {
  readonly code: string;
  readonly script: Script;
}

/** A config file as it stands; undefined where it is none that can be understood. */
export function openConfig(draft: Draft, file: string): Found | undefined {
  const code = draft.read(file);
  const script = code === undefined ? undefined : parseScript(code, file);
  return code === undefined || script === undefined ? undefined : { code, script };
}

/** Every call of a function by this name. */
export const callsOf = ({ script }: Found, name: RegExp): readonly SyntaxNode[] =>
  [...walk(script.program)].map(([node]) => node).filter((node) => name.test(calledName(node) ?? ''));

/** The object that a config file exports, behind helpers such as `defineConfig()` and functions that return it. */
export function exportedObject({ script }: Found): SyntaxNode | undefined {
  for (const node of script.body) {
    if (node.type === 'ExportDefaultDeclaration') return objectIn(node.declaration as SyntaxNode, script);
    const expression = node.type === 'ExpressionStatement' ? (node.expression as SyntaxNode) : undefined;
    if (expression?.type !== 'AssignmentExpression') continue;
    const left = expression.left as SyntaxNode;
    const isExports =
      left.type === 'MemberExpression' &&
      (left.object as SyntaxNode).name === 'module' &&
      (left.property as SyntaxNode).name === 'exports';
    if (isExports) return objectIn(expression.right as SyntaxNode, script);
  }
  return undefined;
}

function objectIn(given: SyntaxNode | undefined, script: Script, depth = 0): SyntaxNode | undefined {
  if (given === undefined || given === null || depth > 8) return undefined;
  const node = bare(given);
  const next = (inner: SyntaxNode | undefined): SyntaxNode | undefined => objectIn(inner, script, depth + 1);
  switch (node.type) {
    case 'ObjectExpression':
      return node;
    case 'CallExpression':
      for (const one of node.arguments as readonly SyntaxNode[]) {
        const found = next(one);
        if (found) return found;
      }
      return undefined;
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return (node.body as SyntaxNode).type === 'BlockStatement'
        ? next(returned(node.body as SyntaxNode))
        : next(node.body as SyntaxNode);
    case 'AwaitExpression':
      return next(node.argument as SyntaxNode);
    case 'Identifier': {
      for (const [one] of walk(script.program))
        if (one.type === 'VariableDeclarator' && (one.id as SyntaxNode).name === node.name)
          return next(one.init as SyntaxNode | undefined);
      return undefined;
    }
    default:
      return undefined;
  }
}

/** What a function returns, where it returns in one place alone. */
function returned({ body }: SyntaxNode): SyntaxNode | undefined {
  const all = (body as readonly SyntaxNode[]).filter(({ type }) => type === 'ReturnStatement');
  return all.length === 1 ? (all[0]?.argument as SyntaxNode) : undefined;
}

/** A file that a config names, relative to the app. */
export const pathIn = (node: SyntaxNode | undefined): string | undefined => {
  const text = node && (textOf(node) ?? lastText(node));
  return text?.replace(/^\.?\//, '');
};

/** `path.join(__dirname, 'src/sw.js')`, `resolve('src', 'sw.js')`: its texts, joined. */
function lastText(node: SyntaxNode): string | undefined {
  if (!/^(join|resolve)$/.test(calledName(node) ?? '')) return undefined;
  const texts = (node.arguments as readonly SyntaxNode[]).flatMap((one) => textOf(one) ?? []);
  return texts.length > 0 ? texts.map((one) => one.replace(/^\.?\/|\/$/g, '')).join('/') : undefined;
}
