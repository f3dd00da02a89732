import { applyEdits as applyJsonEdits, modify, parse } from 'jsonc-parser';
import { applyEdits, newlineOf } from '../../code/edit.ts';
import { addToJsonList } from '../../code/json-list.ts';
import { registrationsIn } from '../../workers/registrations.ts';
import { missingExceptions } from '../angular-groups.ts';
import { type AngularProject, angularProject } from '../angular-project.ts';
import type { App } from '../app.ts';
import type { Draft } from '../draft.ts';
import { lineFor, putFirst } from '../first-line.ts';
import { viewerFiles } from '../our-files.ts';
import { below, PLUGIN, VIEWER } from '../place.ts';
import type { Plan, SetUp } from '../set-up.ts';
import { isStarted, startIn, startLines } from '../start-page.ts';

const OWN = 'ngsw-worker.js';
/** What is registered in its place: it loads both. */
const WRAPPER = 'sw.js';

const formattingOf = (text: string) => ({
  formattingOptions: {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: newlineOf(text),
  },
});

const ngswOf = (app: App): readonly string[] =>
  app.files.filter((file) => /(^|\/)ngsw-config\.json$/.test(file));

/** Angular's worker, which is wrapped: what is registered loads the plugin, then Angular's. Else a worker of the app's own. */
export const angular: SetUp = {
  name: 'Angular',
  is: (app) => app.has('angular.json') && (ngswOf(app).length > 0 || angularProject(app) !== undefined),
  publicFolder(app) {
    const project = angularProject(app);
    return project?.publicFolder ?? project?.source ?? 'src';
  },
  apply(plan) {
    const { draft, publicFolder } = plan;
    const { app } = draft;
    const project = angularProject(app);
    const configs = ngswOf(app);
    const wrapper = configs.length > 0 ? wrap(plan) : undefined;
    for (const name of ['sw-plugin', 'viewer'] as const)
      if (project?.fromPackages.some((input) => input.includes(`@offstage/${name}`)))
        plan.served.add(name === 'viewer' ? name : 'plugin');
    if (project?.publicFolder === undefined) serveFromSource(draft, project, publicFolder, wrapper);
    for (const file of configs) {
      keepViewer(draft, file);
      keepOut(draft, file);
    }
    const main = project?.main ?? 'src/main.ts';
    if (app.has(main)) startIn(draft, main);
    else if (!isStarted(draft))
      draft.byHand(`There is no ${main}. Put this into what pages load:`, ...startLines());
    plan.page = true;
  },
};

/** Makes the wrapper, and has it registered. Returns its name. */
function wrap(plan: Plan): string {
  const { draft, publicFolder, workers } = plan;
  const { app } = draft;
  draft.found('Angular’s service worker');
  plan.made = true;
  const taken = app.read(below(publicFolder, WRAPPER));
  const wrapper = taken === undefined || taken.includes(OWN) ? WRAPPER : 'sw-with-offstage.js';
  const file = below(publicFolder, wrapper);
  if (app.has(file)) putFirst(draft, file, { script: PLUGIN });
  else draft.write(file, `${lineFor({ script: PLUGIN }, "'")}\nimportScripts('${OWN}');\n`);
  workers.add(file);
  register(draft, wrapper);
  return wrapper;
}

/** Has the wrapper registered wherever Angular's own worker is. */
function register(draft: Draft, wrapper: string): void {
  const sources = draft.app.files.filter(
    (file) => /^(src|projects)\/.*\.ts$/.test(file) && !/\.spec\.ts$/.test(file),
  );
  let registered = false;
  for (const file of sources) {
    const code = draft.read(file) ?? '';
    const all = registrationsIn(code, file);
    registered ||= all.some(({ address }) => address.replace(/^\.?\//, '') === wrapper);
    const own = all.filter(({ address }) => address.replace(/^\.?\//, '') === OWN);
    if (own.length === 0) continue;
    registered = true;
    const edits = own.map(({ start, end, address }) => {
      const quote = code[start] ?? "'";
      return { from: start, to: end, text: `${quote}${address.replace(OWN, wrapper)}${quote}` };
    });
    draft.write(file, applyEdits(code, edits));
  }
  if (!registered)
    draft.byHand(
      'The place that registers ngsw-worker.js is not found. Name the wrapper there:',
      `provideServiceWorker('${wrapper}', { … })`,
    );
}

/** Projects of before Angular 18 name each file that is served. */
function serveFromSource(
  draft: Draft,
  project: AngularProject | undefined,
  folder: string,
  wrapper: string | undefined,
): void {
  const served = [...(wrapper === undefined ? [] : [wrapper]), PLUGIN, VIEWER].map((one) =>
    below(folder, one),
  );
  const code = draft.read('angular.json');
  const missing = served.filter((one) => !project?.assets.includes(one));
  if (missing.length === 0) return;
  const longer = code && project?.path && addToJsonList(code, project.path, missing);
  if (longer) draft.write('angular.json', longer);
  else draft.byHand('angular.json has no list of assets. Have these served:', ...served);
}

const DENIED = ['!/viewer', '!/viewer/**'];
/** What Angular takes where nothing is said: https://angular.dev/ecosystem/service-workers/config#navigationurls */
const DEFAULT = ['/**', '!/**/*.*', '!/**/*__*', '!/**/*__*/**'];

/** Keeps the viewer's address from being answered with the app's page. */
function keepViewer(draft: Draft, file: string): void {
  const code = draft.read(file);
  const config = code === undefined ? undefined : parse(code);
  if (code === undefined || typeof config !== 'object' || config === null) {
    draft.byHand(
      `${file} is not understood, and is left as it is. It needs:`,
      `"navigationUrls": ${JSON.stringify([...DEFAULT, ...DENIED])}`,
    );
    return;
  }
  const given: readonly string[] = Array.isArray(config.navigationUrls) ? config.navigationUrls : DEFAULT;
  if (given.includes('!/viewer/**')) return;
  const missing = DENIED.filter((one) => !given.includes(one));
  const longer = addToJsonList(code, ['navigationUrls'], missing);
  const edits = modify(code, ['navigationUrls'], [...given, ...missing], formattingOf(code));
  draft.write(file, longer ?? applyJsonEdits(code, edits));
}

/** Keeps the plugin and the viewer out of what Angular's worker fetches ahead, and answers from its caches. */
function keepOut(draft: Draft, file: string): void {
  const viewer = [...viewerFiles(draft.app.root).keys()].map((name) => `/${VIEWER}/${name}`);
  const kept = new Map([
    [`!/${PLUGIN}`, [`/${PLUGIN}`]],
    [`!/${VIEWER}/**`, viewer],
  ]);
  for (const { path, missing } of missingExceptions(parse(draft.read(file) ?? ''), kept)) {
    const code = draft.read(file) as string;
    const longer = missing && addToJsonList(code, path, missing);
    if (longer !== undefined) draft.write(file, longer);
    else
      draft.byHand(
        `${file} has a group of assets that is not understood. Put this at the end of its files:`,
        [...kept.keys()].map((one) => `"${one}"`).join(', '),
      );
  }
}
