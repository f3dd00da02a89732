import { calledName, lineOf, parseScript, property, type SyntaxNode, textOf, walk } from '../code/syntax.ts';
import type { Results } from './result.ts';

const FIX =
  'Leave them out of what is fetched ahead: by globIgnores, exclude or publicExcludes of the tool, "!/offstage-sw.js" and "!/viewer/**" in ngsw-config.json (npx offstage init does it).';

/** What of ours is looked for. */
export interface Ours {
  /** Address of the worker, or of where it will be. */
  readonly worker: string;
  /** Path of the viewer where it is a folder of files; undefined where it is not, or is none of ours. */
  readonly viewer: string | undefined;
}

const PLUGIN = /\/offstage-sw\.js$/;

function isOurs(address: string, { worker, viewer }: Ours): boolean {
  if (!URL.canParse(address, worker)) return false;
  const { pathname, origin } = new URL(address, worker);
  if (origin !== new URL(worker).origin) return false;
  return (
    PLUGIN.test(pathname) || (viewer !== undefined && /\.\w+$/.test(pathname) && isBelow(pathname, viewer))
  );
}

const isBelow = (pathname: string, folder: string): boolean =>
  pathname.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** What fetches a list of addresses ahead. */
const AHEAD = /^(addAll|precache\w*|addToCacheList|addToPrecacheList)$/;

/**
 * Does a worker fetch the plugin's script or the viewer ahead? Whoever does serves copies of them that may be old, and has
 * every user load what only developers look at.
 */
export function checkPrecache(code: string, name: string, ours: Ours, results: Results): void {
  // Most workers name them nowhere, or in what they import.
  if (!/offstage-sw\.js|viewer/.test(code)) return;
  const script = parseScript(code, name.replace(/[?#].*$/, ''));
  if (script === undefined) return;
  const nodes = [...walk(script.program)];
  const ahead = namesAhead(nodes.map(([node]) => node));
  const held = nodes.flatMap(([node, parents]) => {
    const entry = node.type === 'ObjectExpression' ? textOf(property(node, 'url')) : undefined;
    const text = node.type === 'Literal' && isFetched(parents, ahead) ? textOf(node) : undefined;
    const address = entry ?? text;
    return address !== undefined && isOurs(address, ours) ? [{ address, at: node.start }] : [];
  });
  const [first] = held;
  if (first) tell(new Set(held.map(({ address }) => address)), `${name}:${lineOf(code, first.at)}`, results);
}

/** Names whose values are fetched ahead, as far as they are put together in the same script. */
function namesAhead(nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (from: unknown): void => {
    for (const one of Array.isArray(from) ? from : [from])
      if (one)
        for (const [node] of walk(one as SyntaxNode))
          if (node.type === 'Identifier') names.add(String(node.name));
  };
  for (const node of nodes) if (AHEAD.test(calledName(node) ?? '')) take(node.arguments);
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    for (const { type, id, init } of nodes)
      if (type === 'VariableDeclarator' && names.has(String((id as SyntaxNode).name))) take(init);
  }
  return names;
}

/** Whether a text stands in a list that is fetched ahead. */
function isFetched(parents: readonly SyntaxNode[], ahead: ReadonlySet<string>): boolean {
  if (parents.at(-1)?.type !== 'ArrayExpression') return false;
  return parents.some(
    (one) =>
      AHEAD.test(calledName(one) ?? '') ||
      (one.type === 'VariableDeclarator' && ahead.has(String((one.id as SyntaxNode).name))),
  );
}

/** The same for Angular's worker, by what its built ngsw.json lists. */
export function checkNgswPrecache(json: string, name: string, ours: Ours, results: Results): void {
  let groups: unknown;
  try {
    groups = (JSON.parse(json) as { assetGroups?: unknown }).assetGroups;
  } catch {
    return; // Told by what looks at its fallback.
  }
  if (!Array.isArray(groups)) return;
  const urls = (groups as readonly { readonly urls?: unknown }[]).flatMap((one) =>
    Array.isArray(one?.urls) ? one.urls.map(String) : [],
  );
  tell(new Set(urls.filter((one) => isOurs(one, ours))), name, results);
}

function tell(held: ReadonlySet<string>, where: string, results: Results): void {
  if (held.size === 0) return;
  const [first, second] = held;
  const more = held.size > 2 ? ` and ${held.size - 2} more` : '';
  results.bad(
    'warning',
    'PRECACHE_HOLDS',
    `The worker’s precache holds what is Offstage’s own, so old copies are served: ${[first, second].filter(Boolean).join(', ')}${more}`,
    where,
    FIX,
  );
}
