import { PAGE, placePage } from '../place.ts';
import type { SetUp } from '../set-up.ts';

/** Laravel, whose files lie in `public`; a worker is found there, or made by vite-plugin-pwa. */
export const laravel: SetUp = {
  name: 'Laravel',
  is: (app) => app.has('artisan') || /"laravel\/framework"/.test(app.read('composer.json') ?? ''),
  publicFolder: () => 'public',
  apply(plan) {
    const { draft } = plan;
    placePage(draft, plan.publicFolder);
    draft.byHand(
      'Templates are left as they are. Put this into the head of your layout in resources/views:',
      `<script src="/${PAGE}"></script>`,
    );
    plan.page = true;
  },
};
