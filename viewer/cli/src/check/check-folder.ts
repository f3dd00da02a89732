import { parsePage } from '../code/page.ts';
import { parseScript } from '../code/syntax.ts';
import { findAlready } from '../init/already.ts';
import { type App, readApp } from '../init/app.ts';
import { pageScript, pluginScript, viewerFiles } from '../init/our-files.ts';
import { below, folderOf, PAGE, VIEWER } from '../init/place.ts';
import { frameworkOf, makePlan } from '../init/plan.ts';
import type { Plan } from '../init/set-up.ts';
import { decode, isSameText } from '../init/source-text.ts';
import { Problem } from '../problem.ts';
import { appsBelow } from '../workers/apps-below.ts';
import { findWorkers, registrationsOf, type WorkerFile } from '../workers/find-workers.ts';
import { loadsFirst } from '../workers/loads-first.ts';
import { checkCopy } from './check-copy.ts';
import { checkFallback, checkNgsw } from './check-fallback.ts';
import { checkPagePolicies } from './check-policies.ts';
import { checkNgswPrecache, checkPrecache, type Ours } from './check-precache.ts';
import { checkScopes, scopedOf } from './check-scopes.ts';
import { checkWorker } from './check-worker.ts';
import { isViewerPage } from './is-viewer-page.ts';
import { parsePolicies } from './policy.ts';
import type { Results } from './result.ts';
import { whatLacks } from './what-lacks.ts';

/** Stands for the address of what is not served yet. */
const SOMEWHERE = 'https://app.example/';

export interface FolderOptions {
  readonly workers: readonly string[];
  readonly viewer: string;
}

/** Checks an app's sources, or what was built of them. */
export function checkFolder(folder: string, options: FolderOptions, results: Results): void {
  const app = readApp(folder);
  const isSource = app.has('package.json') || app.has('Gemfile') || app.has('composer.json');
  const publicFolder = frameworkOf(app).publicFolder?.(app) ?? '';
  const named = options.workers.map((file): WorkerFile => {
    if (!app.has(file)) throw new Problem('NO_FILE', { file });
    return { file, module: false, why: 'named' };
  });
  const seen = named.length > 0 ? named : findWorkers(app, publicFolder);
  const plan = isSource ? checkPlan(app, seen, results) : undefined;
  // By the framework's own place for it, or by a tool's options.
  const told = named.length > 0 ? [] : [...(plan?.workers ?? [])].filter((file) => app.has(file));
  const workers = [
    ...seen,
    ...told
      .filter((file) => !seen.some((one) => one.file === file))
      .map((file): WorkerFile => ({ file, module: true, why: 'named' })),
  ];
  if (workers.length === 0 && plan?.made !== true)
    throw new Problem('NOTHING_TO_CHECK', { place: folder, apps: appsBelow(app, 'check') });
  for (const { file, generated } of workers) {
    // What a bundler wrote may be larger than any source.
    const bytes = app.bytes(file);
    const code = bytes && decode(bytes);
    if (code === undefined) {
      const why = bytes ? 'it is no text of UTF-8' : 'nobody may read it';
      results.bad(
        'error',
        'SCRIPT_UNREADABLE',
        `The worker cannot be read: ${why}.`,
        file,
        'Make it readable.',
      );
      continue;
    }
    // Sources tell what will be built; what a tool wrote earlier may be old.
    if (isSource && generated === true) continue;
    // A tool that was told puts the plugin before what stands in the source.
    if (plan && isPutInByTool(plan, file, code)) {
      results.ok('PLUGIN_FIRST', 'The plugin is loaded first, by what builds the worker.', file);
      continue;
    }
    // Sources outside of what is served are built first.
    const bundled = isSource && publicFolder !== '' && /^(src|app)\//.test(file) && publicFolder !== 'src';
    const address = checkWorker(code, file, results, bundled);
    if (address !== undefined && /\.js(\?|$)/.test(address) && plan?.served.has('plugin') !== true)
      checkPlugin(app, file, address, publicFolder, results);
    // The app's page is what shows a viewer that is a part of it.
    if (!isSource || findAlready(app).route === undefined) checkFallback(code, file, options.viewer, results);
    checkPrecache(code, file, oursIn(app, publicFolder, options.viewer, file), results);
  }
  const ngsw = below(publicFolder, 'ngsw.json');
  const json = app.read(ngsw);
  if (json !== undefined) {
    checkNgsw(json, ngsw, options.viewer, results);
    checkNgswPrecache(json, ngsw, oursIn(app, publicFolder, options.viewer, ngsw), results);
  }
  const scoped = registrationsOf(app).flatMap((one) => {
    const base = one.fromFile ? new URL(`${folderOf(one.file)}/`, SOMEWHERE).href : SOMEWHERE;
    return scopedOf(one, base, one.file) ?? [];
  });
  checkScopes(scoped, results);
  checkPages(app, publicFolder, results);
  checkPageScript(app, publicFolder, results);
}

/** What no worker should fetch ahead. A folder of that name may be the app's own. */
function oursIn(app: App, publicFolder: string, viewer: string, worker: string): Ours {
  const page = app.read(below(publicFolder, `${viewer.replace(/^\/|\/$/g, '')}/index.html`));
  const at = publicFolder !== '' && worker.startsWith(`${publicFolder}/`) ? publicFolder.length + 1 : 0;
  return {
    worker: new URL(worker.slice(at), SOMEWHERE).href,
    viewer: isViewerPage(page) ? viewer : undefined,
  };
}

/** The script that a worker names: is it there, and current? */
function checkPlugin(
  app: App,
  worker: string,
  address: string,
  publicFolder: string,
  results: Results,
): void {
  const name = address.replace(/[?#].*$/, '').replace(/^\.?\//, '');
  // A source outside of what is served is written there by a tool.
  const files = [...(address.startsWith('/') ? [] : [folderOf(worker)]), publicFolder].map((folder) =>
    below(folder, name),
  );
  const file = files.find((one) => app.has(one)) ?? (files[0] as string);
  const bytes = app.bytes(file);
  if (bytes !== undefined) checkCopy(bytes.toString('utf8'), file, results, pluginScript(app.root));
  else if (
    !app.files.some(
      (one) => /^vite\.config\./.test(one) && /@offstage\/sw-plugin\/vite/.test(app.read(one) ?? ''),
    )
  )
    results.bad(
      'error',
      'PLUGIN_NOT_THERE',
      `The worker loads ${address}, which is not there.`,
      file,
      'Copy it: npx offstage init',
    );
}

/** A worker without the plugin in its source, of a tool whose configuration puts it in. */
function isPutInByTool({ workers, made, draft, told }: Plan, file: string, code: string): boolean {
  if (told.has(file)) return true;
  if (!made || !workers.has(file) || draft.left.length > 0) return false;
  if (draft.changes.some((one) => one.file === file)) return false;
  const script = parseScript(code, file);
  return script !== undefined && loadsFirst(code, script).is === 'missing';
}

/** What init would still change in the configs of tools. Returns what it found. */
function checkPlan(app: App, workers: readonly WorkerFile[], results: Results): Plan | undefined {
  let plan: Plan;
  try {
    plan = makePlan(app, { workers: [], publicFolder: undefined, viewer: false });
  } catch (error) {
    if (error instanceof Problem && error.code === 'NO_WORKER') return undefined;
    throw error;
  }
  const own = new Set(workers.map(({ file }) => file));
  for (const { file, before, after, text } of plan.draft.changes) {
    if (!text || own.has(file) || before === undefined) continue;
    if (plan.workers.has(file)) {
      checkWorker(app.read(file) ?? '', file, results);
      continue;
    }
    const lacks = whatLacks(file, decode(before) ?? '', decode(after) ?? '', plan.made);
    for (const { severity, code, says, line, fix } of lacks)
      results.bad(severity, code, says, `${file}:${line}`, `${fix} (npx offstage init does it)`);
  }
  // What starts the page's side is the lesser half.
  const isPage = (lines: readonly string[]): boolean =>
    lines.some((line) => /^start\(|^<script|^import \{ start/.test(line));
  for (const { what, lines } of plan.draft.left)
    results.bad(isPage(lines) ? 'info' : 'warning', 'BY_HAND', what, undefined, lines.join(' '));
  if (
    plan.made &&
    !results.all.some(
      ({ code, severity }) => code === 'CONFIG_LACKS' || (code === 'BY_HAND' && severity === 'warning'),
    )
  )
    results.ok('CONFIG', 'What makes the worker puts the plugin in.');
  return plan;
}

function checkPages(app: App, publicFolder: string, results: Results): void {
  for (const name of [below(publicFolder, 'index.html'), 'index.html']) {
    const html = app.read(name);
    if (html === undefined) continue;
    const policies = parsePage(html).policies.flatMap(parsePolicies);
    const page = new URL(SOMEWHERE);
    if (policies.length > 0)
      checkPagePolicies({ from: name, policies, page }, new URL('/sw.js', page), [], results);
  }
}

function checkPageScript(app: App, publicFolder: string, results: Results): void {
  const viewer = app.bytes(below(publicFolder, `${VIEWER}/index.html`));
  if (viewer !== undefined && isViewerPage(viewer)) {
    const where = below(publicFolder, `${VIEWER}/`);
    if (isSameText(viewer, viewerFiles(app.root).get('index.html') as Buffer))
      results.ok('VIEWER_CURRENT', 'The viewer is there, and current.', where);
    else
      results.bad(
        'warning',
        'VIEWER_OLD',
        'The copy of the viewer is not this version’s.',
        where,
        'Copy it again: npx offstage init',
      );
  }
  const file = below(publicFolder, PAGE);
  const bytes = app.bytes(file);
  if (bytes === undefined) return;
  if (isSameText(bytes, pageScript(app.root)))
    results.ok('PAGE_CURRENT', 'The page’s script is current.', file);
  else
    results.bad(
      'warning',
      'PAGE_OLD',
      'The copy of the page’s script is not this version’s.',
      file,
      'Copy it again: npx offstage init',
    );
}
