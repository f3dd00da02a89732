import { applyEdits } from '../../code/edit.ts';
import { addProperty } from '../../code/object-edit.ts';
import { property, type SyntaxNode, textOf } from '../../code/syntax.ts';
import type { App } from '../app.ts';
import { exportedObject, openConfig } from '../config-object.ts';
import type { Draft } from '../draft.ts';
import { MODULE, putFirst } from '../first-line.ts';
import { PLUGIN } from '../place.ts';
import type { Plan, SetUp } from '../set-up.ts';
import { startFile } from '../start-page.ts';
import { editWorkboxOptions, keepOut } from '../workbox-options.ts';

const configOf = ({ files }: App): string =>
  files.find((file) => /^nuxt\.config\.[cm]?[jt]s$/.test(file)) ?? 'nuxt.config.ts';

const PAGE: readonly string[] = [
  "import { start } from '@offstage/sdk';",
  '',
  'export default defineNuxtPlugin(() => {',
  '  start();',
  '});',
];

/** Nuxt 3 and 4. Its page's side is a plugin of the client. */
export const nuxt: SetUp = {
  name: 'Nuxt',
  is: (app) => app.depends('nuxt') !== undefined,
  publicFolder: () => 'public',
  apply(plan) {
    const { draft } = plan;
    const { app } = draft;
    if (app.depends('@vite-pwa/nuxt') !== undefined) editPwa(plan, configOf(app));
    // Nuxt 4 has its sources in `app`.
    const folder = app.files.some((file) => /^app\/(app\.vue|pages\/|plugins\/|components\/)/.test(file))
      ? 'app/plugins'
      : 'plugins';
    const typed = app.has('tsconfig.json') ? 'ts' : 'js';
    const given = ['ts', 'js'].map((one) => `${folder}/offstage.client.${one}`).find((one) => app.has(one));
    startFile(draft, given ?? `${folder}/offstage.client.${typed}`, PAGE);
    plan.page = true;
    // Its servers answer files, and not all of them folders.
    plan.viewer = '/viewer/index.html';
  },
};

function editPwa(plan: Plan, file: string): void {
  const { draft, workers } = plan;
  plan.made = true;
  const found = openConfig(draft, file);
  const config = found && exportedObject(found);
  const pwa = property(config, 'pwa');
  if (found === undefined || config === undefined || (pwa && pwa.type !== 'ObjectExpression')) {
    draft.byHand(
      `${file} is put together in a way that is not understood. It needs:`,
      `pwa: { workbox: { importScripts: ['${PLUGIN}'] } },`,
    );
    return;
  }
  if (textOf(property(pwa, 'strategies')) === 'injectManifest') {
    const source = `${textOf(property(pwa, 'srcDir')) ?? 'public'}/${textOf(property(pwa, 'filename')) ?? 'sw.js'}`;
    const at = [source, `app/${source}`, `src/${source}`].find((one) => draft.app.has(one));
    draft.found(`@vite-pwa/nuxt, injectManifest of ${at ?? source}`);
    if (at === undefined)
      draft.byHand(`${source} is not found. Make this its first line:`, `import '${MODULE}';`);
    else {
      draft.need('@offstage/sw-plugin');
      putFirst(draft, at, { import: MODULE });
      workers.add(at);
    }
    const options = nested(draft, file, 'injectManifest');
    if (options) keepOut(draft, file, options);
    return;
  }
  draft.found('@vite-pwa/nuxt, generateSW');
  const options = nested(draft, file, 'workbox');
  // The module has a fallback of its own: `/`.
  if (options) editWorkboxOptions(draft, file, options, { by: 'files', fallback: true });
}

/** The object `pwa: { NAME: {} }`, with what is missing of it put in; undefined where it is no object. */
function nested(draft: Draft, file: string, name: string): SyntaxNode | undefined {
  for (const step of ['pwa', name]) {
    const found = openConfig(draft, file);
    const config = found && exportedObject(found);
    const object = step === 'pwa' ? config : property(config, 'pwa');
    if (found === undefined || object === undefined || property(object, step) !== undefined) continue;
    draft.write(file, applyEdits(found.code, [addProperty(found.code, object, `${step}: {}`)]));
  }
  const found = openConfig(draft, file);
  const options = property(property(found && exportedObject(found), 'pwa'), name);
  if (options?.type === 'ObjectExpression') return options;
  const lines =
    name === 'workbox' ? [`importScripts: ['${PLUGIN}'],`] : ["globIgnores: ['**/viewer/**', …],"];
  draft.byHand(`${file} gives the options of ${name} in a way that is not understood. They need:`, ...lines);
  return undefined;
}
