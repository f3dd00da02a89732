import { applyEdits, type Edit, newlineOf, quoteOf } from '../code/edit.ts';
import { addElement, addProperty } from '../code/object-edit.ts';
import { calledName, endOf, property, type SyntaxNode, textOf, walk } from '../code/syntax.ts';
import { callsOf, exportedObject, type Found, openConfig, pathIn } from './config-object.ts';
import type { Draft } from './draft.ts';

const MODULE = '@offstage/sw-plugin/vite';

/** vite-plugin-pwa, by the names that its wrappers for frameworks have. */
const PWA = /^(VitePWA|SvelteKitPWA|AstroPWA)$/;

/** What vite-plugin-pwa is told. */
export interface Pwa {
  readonly call: SyntaxNode;
  readonly options: SyntaxNode | undefined;
  /** Source of the worker, for `injectManifest`. */
  readonly worker: string | undefined;
}

export function pwaIn(found: Found): Pwa | undefined {
  const [call] = callsOf(found, PWA);
  if (call === undefined) return undefined;
  let [options] = call.arguments as readonly (SyntaxNode | undefined)[];
  if (options && calledName(options) === 'withOffstage')
    [options] = options.arguments as readonly SyntaxNode[];
  const injects = textOf(property(options, 'strategies')) === 'injectManifest';
  const folder = textOf(property(options, 'srcDir')) ?? 'public';
  const name = textOf(property(options, 'filename')) ?? 'sw.js';
  return { call, options, worker: injects ? `${folder}/${name}`.replace(/^\.?\//, '') : undefined };
}

/** Sources of workers that Serwist or Workbox are told by `swSrc`. */
export const sourcesIn = (found: Found): readonly string[] =>
  [...walk(found.script.program)].flatMap(([node]) =>
    node.type === 'ObjectExpression' ? (pathIn(property(node, 'swSrc')) ?? []) : [],
  );

/** Sources of workers that `offstage({ worker })` puts the plugin into. */
export const workersTold = (found: Found): readonly string[] =>
  callsOf(found, /^offstage$/).flatMap(
    (call) => pathIn(property((call.arguments as readonly SyntaxNode[])[0], 'worker')) ?? [],
  );

/**
 * Puts Offstage's plugin into a Vite config, and vite-plugin-pwa's options through `withOffstage()`.
 *
 * @param worker source of a module worker, for `offstage({ worker })`
 */
export function editViteConfig(draft: Draft, file: string, worker: string | undefined): void {
  draft.need('@offstage/sw-plugin');
  const found = openConfig(draft, file);
  const pwa = found && pwaIn(found);
  const edits = found && editsOf(found, pwa, pwa?.worker ?? worker);
  if (found === undefined || edits === undefined) {
    draft.byHand(
      `${file} is put together in a way that is not understood, and is left as it is. It needs:`,
      `import { offstage, withOffstage } from '${MODULE}';`,
      `plugins: [offstage(${worker === undefined ? '' : `{ worker: '${worker}' }`}), …],`,
      ...(pwa ? ['VitePWA(withOffstage({ … }))'] : []),
    );
    return;
  }
  if (edits.length > 0) draft.write(file, applyEdits(found.code, edits));
}

function editsOf(
  found: Found,
  pwa: Pwa | undefined,
  worker: string | undefined,
): readonly Edit[] | undefined {
  const { code, script } = found;
  const quote = quoteOf(code);
  const names: string[] = [];
  const edits: Edit[] = [];
  if (callsOf(found, /^offstage$/).length === 0) {
    const call = worker === undefined ? 'offstage()' : `offstage({ worker: ${quote}${worker}${quote} })`;
    const edit = pluginEdit(found, pwa, call);
    if (edit === undefined) return undefined;
    names.push('offstage');
    edits.push(edit);
  }
  if (pwa !== undefined && callsOf(found, /^withOffstage$/).length === 0) {
    names.push('withOffstage');
    edits.push(...wrapped(pwa));
  }
  if (names.length === 0) return [];
  const imports = script.body.filter(({ type }) => type === 'ImportDeclaration');
  const ours = imports.find(({ source }) => textOf(source) === MODULE);
  if (ours !== undefined) {
    const specifiers = ours.specifiers as readonly SyntaxNode[];
    const [first] = specifiers;
    if (first?.type !== 'ImportSpecifier') return undefined;
    const missing = names.filter(
      (name) => !specifiers.some(({ local }) => (local as SyntaxNode).name === name),
    );
    if (missing.length === 0) return edits;
    return [...edits, { from: first.start, to: first.start, text: `${missing.join(', ')}, ` }];
  }
  // A config in CommonJS cannot load a package of modules everywhere.
  if (imports.length === 0 && !script.isModule) return undefined;
  const at = imports[0]?.start ?? script.body[0]?.start ?? 0;
  const end = /;[ \t]*$/m.test(code) ? ';' : '';
  const line = `import { ${names.join(', ')} } from ${quote}${MODULE}${quote}${end}${newlineOf(code)}`;
  return [{ from: at, to: at, text: line }, ...edits];
}

/** `offstage()` as the first of the plugins: of those with vite-plugin-pwa among them, or of the config's own. */
function pluginEdit(found: Found, pwa: Pwa | undefined, call: string): Edit | undefined {
  const { code, script } = found;
  const config = exportedObject(found);
  const own = listOf(property(config, 'plugins'), found);
  const isIn = (list: SyntaxNode, node: SyntaxNode): boolean =>
    list.start <= node.start && endOf(node) <= endOf(list);
  if (own !== undefined && (pwa === undefined || isIn(own, pwa.call)))
    return addElement(code, own, call, true);
  if (pwa === undefined) {
    // Other lists of that name are those of Rollup, or of a worker.
    if (config === undefined || property(config, 'plugins') !== undefined) return undefined;
    return addProperty(code, config, `plugins: [${call}]`);
  }
  const around = [...walk(script.program)]
    .map(([node]) => node)
    .filter((node) => node.type === 'ArrayExpression' && isIn(node, pwa.call));
  const [outermost] = around;
  return outermost && addElement(code, outermost, call, true);
}

/** A list, also one that has a name. */
function listOf(node: SyntaxNode | undefined, { script }: Found): SyntaxNode | undefined {
  if (node?.type === 'ArrayExpression') return node;
  if (node?.type !== 'Identifier') return undefined;
  for (const [one] of walk(script.program))
    if (one.type === 'VariableDeclarator' && (one.id as SyntaxNode).name === node.name)
      return listOf((one.init as SyntaxNode | null) ?? undefined, { script } as Found);
  return undefined;
}

function wrapped({ call, options }: Pwa): readonly Edit[] {
  if (options === undefined) {
    const at = endOf(call) - 1;
    return [{ from: at, to: at, text: 'withOffstage({})' }];
  }
  return [
    { from: options.start, to: options.start, text: 'withOffstage(' },
    { from: endOf(options), to: endOf(options), text: ')' },
  ];
}
