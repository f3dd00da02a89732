import { parsePage } from '../../code/page.ts';
import type { SyntaxNode } from '../../code/syntax.ts';
import type { App } from '../app.ts';
import { callsOf, openConfig } from '../config-object.ts';
import type { Draft } from '../draft.ts';
import { MODULE, putFirst } from '../first-line.ts';
import type { SetUp } from '../set-up.ts';
import { isStarted, startIn, startLines } from '../start-page.ts';
import { editViteConfig, pwaIn, sourcesIn, workersTold } from '../vite-config.ts';
import { keepOut } from '../workbox-options.ts';

export const viteConfigOf = ({ files }: App): string | undefined =>
  files.find((file) => /^vite\.config\.[cm]?[jt]s$/.test(file));

/** The modules that the app's page loads. */
export function entriesOf(app: App): readonly string[] {
  const html = app.read('index.html');
  // React Router's framework mode has no page of its own.
  if (html === undefined)
    return app.files.filter((file) => /^app\/(entry\.client|root)\.[jt]sx?$/.test(file));
  return parsePage(html).scripts.flatMap(({ attributes: { type, src } }) => {
    const file = type === 'module' && src !== undefined ? src.replace(/^\.?\//, '') : undefined;
    return file !== undefined && app.has(file) ? [file] : [];
  });
}

/** Vite by itself, with vite-plugin-pwa, or with Serwist. */
export const vite: SetUp = {
  name: 'Vite',
  is: (app) => viteConfigOf(app) !== undefined && app.depends('@sveltejs/kit') === undefined,
  publicFolder: () => 'public',
  apply(plan) {
    const { draft, workers } = plan;
    const { app } = draft;
    const file = viteConfigOf(app) as string;
    const found = openConfig(draft, file);
    const pwa = found && pwaIn(found);
    if (pwa !== undefined) {
      draft.found(
        pwa.worker === undefined ? 'vite-plugin-pwa, generateSW' : 'vite-plugin-pwa, injectManifest',
      );
      if (pwa.worker !== undefined) workers.add(pwa.worker);
      plan.made = true;
    }
    for (const source of found ? sourcesIn(found) : []) {
      if (!app.has(source)) continue;
      draft.found(app.depends('serwist') === undefined ? 'a worker by swSrc' : 'Serwist');
      putFirst(draft, source, { import: MODULE });
      workers.add(source);
    }
    // A worker of the app's own in `src` is a module that Vite bundles.
    const own = app.files.find(
      (one) => /^src\/(.*\/)?(sw|service-?worker)\.[jt]s$/i.test(one) && !workers.has(one),
    );
    if (own !== undefined && pwa === undefined && workers.size === 0) {
      draft.found(`a worker of its own, ${own}`);
      if (found && workersTold(found).includes(own)) plan.told.add(own);
      else putFirst(draft, own, { import: MODULE });
      workers.add(own);
    }
    keepOutOfSerwist(draft, file);
    editViteConfig(draft, file, pwa === undefined ? [...workers][0] : undefined);
    const [entry] = entriesOf(app);
    if (entry !== undefined) startIn(draft, entry);
    else if (!isStarted(draft)) {
      draft.need('@offstage/sdk');
      draft.byHand('No module is loaded by an index.html. Put this into what pages load:', ...startLines());
    }
    plan.page = true;
  },
};

/** Serwist precaches every file of the build that its options do not leave out. */
function keepOutOfSerwist(draft: Draft, file: string): void {
  const found = openConfig(draft, file);
  const [options] = found
    ? callsOf(found, /^serwist$/).flatMap((call) => call.arguments as readonly SyntaxNode[])
    : [];
  if (options?.type === 'ObjectExpression') keepOut(draft, file, options);
}
