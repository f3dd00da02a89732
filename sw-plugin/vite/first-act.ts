/** A node of an ESTree syntax tree, as far as it is looked at: https://github.com/estree/estree */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

/** What a worker's script does first that matters: it loads the plugin, or it does what the plugin then cannot see. */
export interface Act {
  readonly by: 'plugin' | 'other';
  /** Characters from the start of the script. */
  readonly start: number;
}

const PLUGIN_FILE = /(^|\/)offstage-sw[\w.-]*\.js(\?|$)/;
const SCOPES: readonly unknown[] = ['self', 'globalThis'];

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** The children of a node, in order of the text. */
function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) yield one;
  }
}

/** Every text in an expression, however it is put together: `policy.createScriptURL('/offstage-sw.js')`. */
function* textsIn(node: SyntaxNode): Generator<string> {
  if (node.type === 'Literal' && typeof node.value === 'string') yield node.value;
  if (node.type === 'TemplateElement') yield String((node.value as { cooked?: string }).cooked ?? '');
  for (const child of childrenOf(node)) yield* textsIn(child);
}

/** The name of a function of the worker's scope that is called, or of a member that is set: `self.onpush` is `onpush`. */
function globalName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return undefined;
  return SCOPES.includes(node.object.name) ? String(node.property.name ?? node.property.value) : undefined;
}

function actOf(node: SyntaxNode): Act | undefined {
  const { start } = node;
  if (node.type === 'AssignmentExpression')
    return /^on[a-z]+$/.test(globalName(node.left) ?? '') ? { by: 'other', start } : undefined;
  if (node.type !== 'CallExpression') return undefined;
  const [first] = node.arguments as readonly SyntaxNode[];
  const name = globalName(node.callee);
  if (name === 'importScripts' && first) {
    const loads = [...textsIn(first)].some((text) => PLUGIN_FILE.test(text));
    return { by: loads ? 'plugin' : 'other', start };
  }
  if (name === 'addEventListener') return { by: 'other', start };
  // The plugin as a module, in a bundle: `Symbol.for('offstage')`, by which it knows that it is installed.
  const callee = node.callee as SyntaxNode;
  const isSymbol =
    callee.type === 'MemberExpression' &&
    (callee.object as SyntaxNode).name === 'Symbol' &&
    (callee.property as SyntaxNode).name === 'for';
  return isSymbol && first && [...textsIn(first)].includes('offstage') ? { by: 'plugin', start } : undefined;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionExpression', 'ArrowFunctionExpression']);
const LATER: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'ClassExpression',
  ...FUNCTIONS,
]);

/**
 * The first thing that a worker's script does of all that the plugin must come before, in the order of the text. What
 * stands in a function is done when that is called: a function that is called on the spot, or handed to a call (as an
 * AMD loader's), counts, and no other.
 *
 * @param program a syntax tree, as Vite's and Rollup's `this.parse` give it
 */
export function firstAct(program: SyntaxNode): Act | undefined {
  const isDone = (node: SyntaxNode, parent: SyntaxNode): boolean =>
    !LATER.has(node.type) || (FUNCTIONS.has(node.type) && parent.type === 'CallExpression');
  const search = (node: SyntaxNode): Act | undefined => {
    const act = actOf(node);
    if (act) return act;
    for (const child of childrenOf(node)) {
      const found = isDone(child, node) ? search(child) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return search(program);
}
