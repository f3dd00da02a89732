import type { App } from '../app.ts';
import { openConfig } from '../config-object.ts';
import { MODULE, putFirst } from '../first-line.ts';
import type { SetUp } from '../set-up.ts';
import { sourcesIn } from '../vite-config.ts';

const CONFIG = /^(serwist\.config|next\.config|webpack\.config|rspack\.config|build)\.[cm]?[jt]s$/;
const configsOf = (app: App): readonly string[] => app.files.filter((file) => CONFIG.test(file));

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
      for (const source of found ? sourcesIn(found) : []) {
        if (!draft.app.has(source)) continue;
        draft.found(`Serwist, ${source}`);
        draft.need('@offstage/sw-plugin');
        putFirst(draft, source, { import: MODULE });
        workers.add(source);
        plan.made = true;
      }
    }
  },
};
