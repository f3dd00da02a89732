import { applyEdits } from '../code/edit.ts';
import { addElement, addProperty } from '../code/object-edit.ts';
import { calledName, endOf, parseScript, property, type SyntaxNode, walk } from '../code/syntax.ts';
import { Problem } from '../problem.ts';
import { appsBelow } from '../workers/apps-below.ts';
import { findWorkers, type WorkerFile } from '../workers/find-workers.ts';
import { loadsFirst } from '../workers/loads-first.ts';
import { isOwnFallback } from '../workers/own-fallback.ts';
import type { App } from './app.ts';
import { createDraft, type Draft } from './draft.ts';
import { MODULE, putFirst } from './first-line.ts';
import { below, folderOf, PLUGIN, placePlugin, placeViewer } from './place.ts';
import type { Plan, SetUp } from './set-up.ts';
import { FRAMEWORKS, OTHERWISE, TOOLS } from './set-ups/index.ts';

export interface PlanOptions {
  /** Workers that the person named. */
  readonly workers: readonly string[];
  readonly publicFolder: string | undefined;
  readonly viewer: boolean;
}

/** The set-up of an app that decides which folder is served. */
export const frameworkOf = (app: App): SetUp => FRAMEWORKS.find((one) => one.is(app)) ?? OTHERWISE;

/** Everything that putting Offstage into an app means. Nothing is written. */
export function makePlan(app: App, options: PlanOptions): Plan {
  const draft = createDraft(app);
  const framework = frameworkOf(app);
  const publicFolder = options.publicFolder ?? framework.publicFolder?.(app) ?? '';
  const plan: Plan = {
    draft,
    publicFolder,
    workers: new Set(),
    placed: new Set(),
    told: new Set(),
    served: new Set(),
    page: false,
    viewer: '/viewer/',
    made: false,
  };
  draft.found(framework.name);
  for (const tool of TOOLS) if (tool.is(app)) tool.apply(plan);
  framework.apply(plan);

  const named = options.workers.map((file): WorkerFile => {
    if (!app.has(file)) throw new Problem('NO_FILE', { file });
    return { file, module: false, why: 'named' };
  });
  const rest = (named.length > 0 ? named : findWorkers(app, publicFolder)).filter(
    ({ file }) => !plan.workers.has(file),
  );
  for (const worker of rest) putIn(plan, worker);
  if (plan.workers.size === 0 && !plan.made)
    throw new Problem('NO_WORKER', { folder: app.root, apps: appsBelow(app, 'init') });

  if (needsPlugin(plan)) placePlugin(draft, publicFolder);
  const { route } = draft.already;
  if (route !== undefined) {
    draft.found(`the viewer as a part of ${route}`);
    plan.viewer = '/viewer';
    return plan;
  }
  for (const file of plan.workers) keepViewerFrom(draft, file);
  if (options.viewer && !plan.served.has('viewer')) placeViewer(draft, publicFolder);
  return plan;
}

/** The file that an address of the plugin stands for, as a worker names it; undefined where it is another name's. */
function servedAt(address: string, worker: string, publicFolder: string): string | undefined {
  const at = publicFolder === '' ? worker : worker.slice(publicFolder.length + 1);
  const { pathname } = new URL(address, `https://app.example/${at}`);
  return pathname.endsWith(`/${PLUGIN}`) ? below(publicFolder, decodeURI(pathname).slice(1)) : undefined;
}

/** Loads the plugin in a worker that no tool's options are about. */
function putIn(plan: Plan, worker: WorkerFile): void {
  const { draft, publicFolder, workers, placed, made, served } = plan;
  const { file, generated, vendor } = worker;
  if (generated === true) {
    // The tool that writes it was told.
    if (made) return;
    draft.byHand(
      `${file} is written by a tool, and would be written again. Have its options load this first:`,
      `importScripts: ['${PLUGIN}']`,
    );
    return;
  }
  draft.found(vendor === undefined ? `the worker ${file}` : `${vendor}’s worker, ${file}`);
  workers.add(file);
  const isServed = publicFolder === '' || file.startsWith(`${publicFolder}/`);
  const script = parseScript(draft.read(file) ?? '', file);
  const isModule = worker.module || script?.isModule === true || /\.ts$/.test(file);
  if (!isModule) {
    // Where the worker loads it from already.
    const standing = script && loadsFirst(draft.read(file) ?? '', script);
    if (standing?.is === 'first' && standing.address?.includes(PLUGIN)) {
      const at = servedAt(standing.address, file, publicFolder);
      const isViteOwn = at === below(publicFolder, PLUGIN) && (served.has('plugin') || isInVite(draft));
      if (isServed && at !== undefined && !isViteOwn) placePlugin(draft, folderOf(at));
      if (isServed) placed.add(file);
      return;
    }
    // Beside the worker: relative, so that it holds below any path.
    if (isServed) {
      const isAtRoot = folderOf(file) === publicFolder;
      if (!isAtRoot || !(served.has('plugin') || isInVite(draft))) placePlugin(draft, folderOf(file));
      placed.add(file);
      putFirst(draft, file, { script: PLUGIN });
    } else putFirst(draft, file, { script: `/${PLUGIN}` });
    return;
  }
  // What a browser loads as it is knows no packages.
  if (isServed && publicFolder !== 'src' && draft.app.depends('vite') === undefined) {
    placePlugin(draft, folderOf(file));
    placed.add(file);
    putFirst(draft, file, { import: `./${PLUGIN}` });
    return;
  }
  draft.need('@offstage/sw-plugin');
  putFirst(draft, file, { import: MODULE });
}

const LOADS = /importScripts[^)\]]*offstage-sw\.js/;

/** Whether something loads the plugin's script from the folder that is served. A Vite build brings it along. */
function needsPlugin({ draft, publicFolder, placed, served }: Plan): boolean {
  const { app } = draft;
  if (app.has(below(publicFolder, PLUGIN))) return true;
  if (served.has('plugin') || isInVite(draft)) return false;
  const changed = draft.changes.flatMap(({ text, file }) => (text && !placed.has(file) ? [file] : []));
  // Lists of what a precache leaves out name it, too.
  return changed.some((file) => LOADS.test(draft.read(file) ?? ''));
}

/** Whether Vite serves the plugin's script, and brings it along. */
const isInVite = (draft: Draft): boolean =>
  draft.app.files.some(
    (file) => /^vite\.config\./.test(file) && /@offstage\/sw-plugin\/vite/.test(draft.read(file) ?? ''),
  );

/** A worker that answers every navigation with the app's page would answer the viewer's address, too. */
function keepViewerFrom(draft: Draft, file: string): void {
  const code = draft.read(file);
  const has = /NavigationRoute|createHandlerBoundToURL/.test(code ?? '');
  const script = code !== undefined && has ? parseScript(code, file) : undefined;
  if (code === undefined || script === undefined) return;
  const nodes = [...walk(script.program)];
  if (!/\/viewer\b/.test(code) && nodes.some(([node, parents]) => isOwnFallback(node, parents)))
    draft.byHand(
      `${file} answers what a function decides with the app’s page. Have that function say no to the viewer:`,
      "if (url.pathname.startsWith('/viewer')) return false;",
    );
  const routes = nodes
    .map(([node]) => node)
    .filter((node) => node.type === 'NewExpression' && calledName(node) === 'NavigationRoute');
  const edits = routes.flatMap((route) => {
    const [handler, options] = route.arguments as readonly (SyntaxNode | undefined)[];
    if (handler === undefined) return [];
    const denied = 'denylist: [/^\\/viewer/]';
    if (options === undefined) return [{ from: endOf(handler), to: endOf(handler), text: `, { ${denied} }` }];
    if (options.type !== 'ObjectExpression' || property(options, 'allowlist') !== undefined) return [];
    const list = property(options, 'denylist');
    if (list === undefined) return [addProperty(code, options, denied)];
    if (list.type !== 'ArrayExpression') {
      draft.byHand(
        `${file} has a denylist that is not understood. Put this into it, or the app’s page comes in place of the viewer:`,
        '/^\\/viewer/',
      );
      return [];
    }
    if (/viewer/.test(code.slice(list.start, endOf(list)))) return [];
    return [addElement(code, list, '/^\\/viewer/', false)];
  });
  if (edits.length > 0) draft.write(file, applyEdits(code, edits));
}
