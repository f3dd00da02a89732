import { property, type SyntaxNode } from '../../code/syntax.ts';
import type { App } from '../app.ts';
import { callsOf, exportedObject, type Found, openConfig, pathIn } from '../config-object.ts';
import { MODULE, putFirst } from '../first-line.ts';
import { PLUGIN } from '../place.ts';
import type { SetUp } from '../set-up.ts';
import { editWorkboxOptions, keepOut } from '../workbox-options.ts';

const CONFIG = /(^|\/)workbox(-config|\.config)?\.[cm]?js$/;
/** What builds with Workbox in a script of the app's own, or in webpack. */
const BUILDS =
  /^(webpack\.[\w.-]+|gulpfile|Gruntfile|build|build-sw|generate-sw|rollup\.config|rspack\.config)\.[cm]?[jt]s$|^scripts\/[^/]+\.[cm]?js$/;

/** The options that a file gives to Workbox, with what is made of them. */
function optionsIn(
  found: Found,
  isConfig: boolean,
): readonly { readonly object: SyntaxNode; readonly injects: boolean; readonly by: 'files' | 'webpack' }[] {
  const calls = callsOf(found, /^(generateSW|GenerateSW|injectManifest|InjectManifest)$/).flatMap((call) => {
    const [object] = call.arguments as readonly (SyntaxNode | undefined)[];
    return object?.type === 'ObjectExpression' ? [object] : [];
  });
  const exported = isConfig && calls.length === 0 ? exportedObject(found) : undefined;
  return [...calls, ...(exported ? [exported] : [])].map((object) => ({
    object,
    injects: property(object, 'swSrc') !== undefined,
    by: calls.includes(object) && isWebpacks(found, object) ? ('webpack' as const) : ('files' as const),
  }));
}

/** webpack's plugins list files by themselves, and know no patterns of names. */
const isWebpacks = (found: Found, object: SyntaxNode): boolean =>
  callsOf(found, /^(GenerateSW|InjectManifest)$/).some(
    (call) => (call.arguments as readonly SyntaxNode[])[0] === object,
  );

const filesOf = (app: App): readonly string[] =>
  app.files.filter(
    (file) => CONFIG.test(file) || (BUILDS.test(file) && /workbox-/.test(app.read(file) ?? '')),
  );

/** Workbox's command line, workbox-build, and workbox-webpack-plugin. */
export const workboxConfig: SetUp = {
  name: 'Workbox',
  is: (app) => filesOf(app).length > 0,
  apply(plan) {
    const { draft, workers } = plan;
    for (const file of filesOf(draft.app)) {
      const found = openConfig(draft, file);
      const all = found ? optionsIn(found, CONFIG.test(file)) : [];
      if (all.length === 0) {
        draft.byHand(
          `${file} is not understood, and is left as it is. Workbox’s options need, first:`,
          `importScripts: ['${PLUGIN}'],`,
        );
      }
      // From the last to the first: what is edited moves what stands behind it.
      for (const { object, injects, by } of all.toReversed()) {
        if (!injects) {
          draft.found(`Workbox, generateSW in ${file}`);
          editWorkboxOptions(draft, file, object, { by });
          plan.made = true;
          continue;
        }
        const source = pathIn(property(object, 'swSrc'));
        if (source === undefined || !draft.app.has(source)) {
          draft.byHand(
            `${file} names a swSrc that is not found. Make this the first line of that file:`,
            `import '${MODULE}';`,
          );
          continue;
        }
        draft.found(`Workbox, injectManifest of ${source}`);
        keepOut(draft, file, object, by);
        const bundled = /\.ts$/.test(source) || /webpack|rspack|rollup/.test(file);
        if (bundled) draft.need('@offstage/sw-plugin');
        putFirst(draft, source, bundled ? { import: MODULE } : { script: PLUGIN });
        workers.add(source);
        plan.made = true;
      }
    }
  },
};
