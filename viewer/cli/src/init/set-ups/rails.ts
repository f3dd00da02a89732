import { putFirst } from '../first-line.ts';
import { PAGE, PLUGIN, placePage } from '../place.ts';
import type { SetUp } from '../set-up.ts';

const VIEW = /^app\/views\/pwa\/service[-_]worker\.js(\.erb)?$/;

/** Rails 7.2 and later, whose worker is a view; what is served as it is lies in `public`. */
export const rails: SetUp = {
  name: 'Rails',
  is: (app) => app.has('config/application.rb') || /^\s*gem ["']rails["']/m.test(app.read('Gemfile') ?? ''),
  publicFolder: () => 'public',
  apply(plan) {
    const { draft, workers } = plan;
    const { app } = draft;
    const worker = app.files.find((file) => VIEW.test(file));
    if (worker !== undefined) {
      draft.found(`Rails’ ${worker}`);
      putFirst(draft, worker, { script: `/${PLUGIN}` });
      workers.add(worker);
      plan.made = true;
      const routes = app.read('config/routes.rb') ?? '';
      if (!/^\s*get ["']\/?service-worker/m.test(routes))
        draft.byHand(
          'config/routes.rb does not serve the worker. It needs:',
          'get "service-worker" => "rails/pwa#service_worker", as: :pwa_service_worker',
        );
    }
    placePage(draft, plan.publicFolder);
    draft.byHand(
      'Templates are left as they are. Put this into the head of app/views/layouts/application.html.erb:',
      `<script src="/${PAGE}"></script>`,
    );
    plan.page = true;
  },
};
