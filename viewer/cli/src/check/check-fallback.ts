import { calledName, endOf, lineOf, parseScript, property, type SyntaxNode, walk } from '../code/syntax.ts';
import { isOwnFallback } from '../workers/own-fallback.ts';
import type { Results } from './result.ts';

/** A list of patterns as it is written; undefined where it is put together elsewhere. */
function patternsOf(list: SyntaxNode | undefined): readonly RegExp[] | undefined {
  if (list === undefined) return [];
  if (list.type !== 'ArrayExpression') return undefined;
  const found: RegExp[] = [];
  for (const one of list.elements as readonly (SyntaxNode | null)[]) {
    const regex = one?.regex as { readonly pattern: string; readonly flags: string } | undefined;
    if (regex === undefined) return undefined;
    try {
      found.push(new RegExp(regex.pattern, regex.flags));
    } catch {
      return undefined;
    }
  }
  return found;
}

/** Would a worker of Workbox answer the viewer's address with the app's page? */
export function checkFallback(code: string, name: string, viewer: string, results: Results): void {
  if (!/NavigationRoute|createHandlerBoundToURL/.test(code)) return;
  const script = parseScript(code, name);
  if (script === undefined) return;
  for (const [node, parents] of walk(script.program)) {
    if (isOwnFallback(node, parents))
      results.bad(
        'info',
        'FALLBACK_UNCLEAR',
        'The worker answers what a function of its own decides with the app’s page.',
        `${name}:${lineOf(code, node.start)}`,
        `Have it say no to ${viewer}: if (url.pathname.startsWith('${viewer.replace(/\/$/, '')}')) return false;`,
      );
    if (node.type !== 'NewExpression' || calledName(node) !== 'NavigationRoute') continue;
    const [, options] = node.arguments as readonly (SyntaxNode | undefined)[];
    const where = `${name}:${lineOf(code, node.start)}`;
    const denied = patternsOf(property(options, 'denylist'));
    const allowed = patternsOf(property(options, 'allowlist'));
    const said = code.slice(node.start, Math.min(endOf(node), node.start + 120));
    if (denied === undefined || allowed === undefined || (options && options.type !== 'ObjectExpression'))
      results.bad(
        'info',
        'FALLBACK_UNCLEAR',
        'Which navigations the worker answers with the app’s page is not written out.',
        where,
        'Look with --browser.',
      );
    else if (
      denied.some((one) => one.test(viewer)) ||
      (allowed.length > 0 && !allowed.some((one) => one.test(viewer)))
    )
      results.ok('FALLBACK', `The worker leaves ${viewer} to the network.`, where);
    else
      results.bad(
        'error',
        'FALLBACK_TAKES_VIEWER',
        `The worker answers ${viewer} with the app’s page: ${said}`,
        where,
        'Add to it: denylist: [/^\\/viewer/] (for generateSW: navigateFallbackDenylist: [/^\\/viewer/])',
      );
  }
}

/** The same for Angular's worker, by the patterns of its built ngsw.json. */
export function checkNgsw(json: string, name: string, viewer: string, results: Results): void {
  let urls: unknown;
  try {
    urls = (JSON.parse(json) as { navigationUrls?: unknown }).navigationUrls;
  } catch {
    results.bad(
      'error',
      'NGSW_BROKEN',
      'ngsw.json is no JSON, so Angular’s worker does nothing.',
      name,
      'Build the app again.',
    );
    return;
  }
  if (!Array.isArray(urls)) return;
  let takes = false;
  for (const one of urls as readonly { readonly positive?: unknown; readonly regex?: unknown }[]) {
    try {
      const matches = new RegExp(String(one?.regex)).test(viewer);
      if (one?.positive === true && matches) takes = true;
      if (one?.positive === false && matches) {
        takes = false;
        break;
      }
    } catch {
      // Not ours to correct.
    }
  }
  if (takes)
    results.bad(
      'error',
      'FALLBACK_TAKES_VIEWER',
      `Angular’s worker answers ${viewer} with the app’s page.`,
      'ngsw-config.json',
      'Add "!/viewer" and "!/viewer/**" to navigationUrls, and build again (npx offstage init does it).',
    );
  else results.ok('FALLBACK', `Angular’s worker leaves ${viewer} to the network.`, name);
}
