import { applyEdits } from '../code/edit.ts';
import { addProperty } from '../code/object-edit.ts';
import { endOf, parseScript, property, type SyntaxNode, textOf } from '../code/syntax.ts';
import { callsOf, exportedObject, type Found, openConfig } from './config-object.ts';
import type { Draft } from './draft.ts';

/** What SvelteKit takes where nothing is said leaves out `.DS_Store` alone: https://svelte.dev/docs/kit/configuration */
const FILES = 'files: (file) => !/^viewer\\/|\\.DS_Store/.test(file)';

/** Whether a worker has SvelteKit's list of static files, which workers precache. */
export function readsFiles(code: string, name: string): boolean {
  return (
    parseScript(code, name)?.body.some(
      ({ type, source, specifiers }) =>
        type === 'ImportDeclaration' &&
        textOf(source) === '$service-worker' &&
        (specifiers as readonly SyntaxNode[]).some(
          ({ imported, type: how }) =>
            how === 'ImportNamespaceSpecifier' || (imported as SyntaxNode | undefined)?.name === 'files',
        ),
    ) ?? false
  );
}

/**
 * Keeps the viewer out of that list, where SvelteKit is configured: by its plugin in Vite's config, else by
 * `svelte.config.js`, which is made where there is none.
 */
export function keepOutOfFiles(draft: Draft, viteConfig: string | undefined): void {
  const inVite = viteConfig === undefined ? undefined : openConfig(draft, viteConfig);
  const [given] = inVite ? callsOf(inVite, /^sveltekit$/) : [];
  const [options] = (given?.arguments ?? []) as readonly (SyntaxNode | undefined)[];
  // Options of the plugin have SvelteKit ignore its own file.
  if (viteConfig !== undefined && inVite && options !== undefined) {
    putInto(draft, viteConfig, inVite, options, ['serviceWorker']);
    return;
  }
  const file = ['svelte.config.js', 'svelte.config.ts'].find((one) => draft.app.has(one));
  if (file === undefined) {
    const why = '/** Of static files all but the viewer are for the worker’s precache. */';
    draft.write('svelte.config.js', `${why}\nexport default { kit: { serviceWorker: { ${FILES} } } };\n`);
    return;
  }
  const found = openConfig(draft, file);
  const config = found && exportedObject(found);
  putInto(draft, file, found, config, ['kit', 'serviceWorker']);
}

/** Puts `files` in, with those objects around it that are not there yet. */
function putInto(
  draft: Draft,
  file: string,
  found: Found | undefined,
  config: SyntaxNode | undefined,
  around: readonly string[],
): void {
  let object = config;
  let missing = [...around];
  for (const name of around) {
    const inner = property(object, name);
    if (inner === undefined) break;
    object = inner;
    missing = missing.slice(1);
  }
  const isSpread =
    object?.type === 'ObjectExpression' &&
    (object.properties as readonly SyntaxNode[]).some(({ type }) => type === 'SpreadElement');
  const list = missing.length === 0 ? property(object, 'files') : undefined;
  if (found !== undefined && list && /viewer/.test(found.code.slice(list.start, endOf(list)))) return;
  if (found === undefined || object?.type !== 'ObjectExpression' || isSpread || list !== undefined) {
    draft.byHand(
      `${file} says in a way that is not understood which static files are for the worker. Have the viewer left out:`,
      `${around.join(': { ')}: { ${FILES}${' }'.repeat(around.length)}`,
    );
    return;
  }
  const text = missing.reduceRight((inner, name) => `${name}: { ${inner} }`, FILES);
  draft.write(file, applyEdits(found.code, [addProperty(found.code, object, text)]));
}
