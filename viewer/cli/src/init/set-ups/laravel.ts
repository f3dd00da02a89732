import { openConfig } from '../config-object.ts';
import { PAGE, placePage, placePlugin } from '../place.ts';
import type { Plan, SetUp } from '../set-up.ts';
import { isStarted, startIn } from '../start-page.ts';
import { editViteConfig, pwaIn } from '../vite-config.ts';
import { viteConfigOf } from './vite.ts';

/** What Laravel's plugin for Vite has as its input where nobody changed that. */
const ENTRY = /^resources\/js\/app\.[jt]sx?$/;

/** Laravel, whose files lie in `public`; a worker is found there, or made by vite-plugin-pwa. */
export const laravel: SetUp = {
  name: 'Laravel',
  is: (app) => app.has('artisan') || /"laravel\/framework"/.test(app.read('composer.json') ?? ''),
  publicFolder: () => 'public',
  apply(plan) {
    const { draft } = plan;
    const { app } = draft;
    const config = viteConfigOf(app);
    if (config !== undefined) editPwa(plan, config);
    const entry = config === undefined ? undefined : app.files.find((file) => ENTRY.test(file));
    if (entry !== undefined) startIn(draft, entry);
    else if (!isStarted(draft)) {
      placePage(draft, plan.publicFolder);
      draft.byHand(
        'Templates are left as they are. Put this into the head of your layout in resources/views:',
        `<script src="/${PAGE}"></script>`,
      );
    }
    plan.page = true;
  },
};

function editPwa(plan: Plan, config: string): void {
  const { draft, publicFolder, workers } = plan;
  const found = openConfig(draft, config);
  const pwa = found && pwaIn(found);
  if (pwa === undefined) return;
  draft.found('vite-plugin-pwa');
  if (pwa.worker !== undefined) workers.add(pwa.worker);
  plan.made = true;
  editViteConfig(draft, config, undefined);
  // The build is below `public/build`, and its worker above it, where a scope of `/` is to be had.
  placePlugin(draft, publicFolder);
}
