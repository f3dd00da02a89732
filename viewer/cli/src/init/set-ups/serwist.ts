import { property, type SyntaxNode, walk } from '../../code/syntax.ts';
import type { App } from '../app.ts';
import { openConfig, pathIn } from '../config-object.ts';
import { MODULE, putFirst } from '../first-line.ts';
import type { SetUp } from '../set-up.ts';
import { keepOut } from '../workbox-options.ts';

const CONFIG = /^(serwist\.config|next\.config|webpack\.[\w.-]+|rspack\.config|build[\w-]*)\.[cm]?[jt]s$/;
/** With Turbopack a route of the app makes the worker. */
const ROUTE = /^(src\/)?app\/.*\/route\.[jt]s$/;
const configsOf = (app: App): readonly string[] =>
  app.files.filter(
    (file) => CONFIG.test(file) || (ROUTE.test(file) && /createSerwistRoute/.test(app.read(file) ?? '')),
  );

/** What gathers the files to precache. */
const byOf = (file: string): 'next' | 'webpack' | 'files' =>
  /^next\.config/.test(file) ? 'next' : /^(webpack|rspack)\./.test(file) ? 'webpack' : 'files';

/** Serwist beside Next, webpack, or by its own command; beside Vite see `vite.ts`. */
export const serwist: SetUp = {
  name: 'Serwist',
  is: (app) =>
    [
      '@serwist/next',
      '@serwist/turbopack',
      '@serwist/cli',
      '@serwist/build',
      '@serwist/webpack-plugin',
      '@serwist/nuxt',
    ].some((name) => app.depends(name) !== undefined),
  apply(plan) {
    const { draft, workers } = plan;
    for (const file of configsOf(draft.app)) {
      const found = openConfig(draft, file);
      const options = (found ? [...walk(found.script.program)] : []).flatMap(([node]) =>
        pathIn(property(node, 'swSrc')) === undefined ? [] : [node],
      );
      // From the last to the first: what is edited moves what stands behind it.
      for (const object of options.toReversed()) {
        const source = pathIn(property(object, 'swSrc')) as string;
        if (!draft.app.has(source)) continue;
        draft.found(`Serwist, ${source}`);
        draft.need('@offstage/sw-plugin');
        putFirst(draft, source, { import: MODULE });
        keepOut(draft, file, object as SyntaxNode, byOf(file));
        workers.add(source);
        plan.made = true;
      }
    }
  },
};
