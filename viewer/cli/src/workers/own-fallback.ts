import { calledName, type SyntaxNode } from '../code/syntax.ts';

/** `registerRoute(decide, createHandlerBoundToURL('/index.html'))`, as Create React App has it: no list says for what. */
export function isOwnFallback(node: SyntaxNode, parents: readonly SyntaxNode[]): boolean {
  if (calledName(node) !== 'createHandlerBoundToURL') return false;
  const around = parents.at(-1);
  return (
    around !== undefined &&
    calledName(around) === 'registerRoute' &&
    (around.arguments as unknown[])[0] !== node
  );
}
