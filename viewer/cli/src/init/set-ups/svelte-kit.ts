import { openConfig } from '../config-object.ts';
import { MODULE, putFirst } from '../first-line.ts';
import type { SetUp } from '../set-up.ts';
import { startFile, startLines } from '../start-page.ts';
import { keepOutOfFiles, readsFiles } from '../svelte-files.ts';
import { editViteConfig, pwaIn } from '../vite-config.ts';
import { viteConfigOf } from './vite.ts';

/** SvelteKit, which registers `src/service-worker` by itself. */
export const svelteKit: SetUp = {
  name: 'SvelteKit',
  is: (app) => app.depends('@sveltejs/kit') !== undefined,
  publicFolder: () => 'static',
  apply(plan) {
    const { draft, workers } = plan;
    const { app } = draft;
    const config = viteConfigOf(app);
    const found = config === undefined ? undefined : openConfig(draft, config);
    if (found && pwaIn(found)) {
      draft.found('vite-plugin-pwa for SvelteKit');
      plan.made = true;
    }
    // Its dev server answers files, and no folders: the plugin for Vite shows the viewer there.
    if (config !== undefined) editViteConfig(draft, config, undefined);
    const worker = app.files.find((file) => /^src\/service-worker(\/index)?\.[jt]s$/.test(file));
    if (worker !== undefined) {
      draft.found(`SvelteKit’s ${worker}`);
      draft.need('@offstage/sw-plugin');
      putFirst(draft, worker, { import: MODULE });
      workers.add(worker);
      if (draft.already.route === undefined && readsFiles(draft.read(worker) ?? '', worker))
        keepOutOfFiles(draft, config);
    }
    const hooks = ['ts', 'js'].map((one) => `src/hooks.client.${one}`).find((one) => app.has(one));
    startFile(draft, hooks ?? `src/hooks.client.${app.has('tsconfig.json') ? 'ts' : 'js'}`, startLines());
    plan.page = true;
  },
};
