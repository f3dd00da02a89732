import { parseScript } from '../code/syntax.ts';
import type { App } from '../init/app.ts';
import { isGenerated } from './is-generated.ts';
import { isWorkerName, vendorOf } from './names.ts';
import { type Registration, registrationsIn, registrationsOfPage } from './registrations.ts';

/** A worker's source among the files of an app. */
export interface WorkerFile {
  readonly file: string;
  /** It is registered as a module. */
  readonly module: boolean;
  /** What told of it. */
  readonly why: 'registered' | 'name' | 'one line' | 'named';
  readonly generated?: boolean;
  readonly vendor?: string | undefined;
  readonly scope?: string | undefined;
  /** Where it is registered: `src/main.js:12`. */
  readonly at?: string;
}

const SCRIPT = /\.(m?[jt]sx?|html?|vue|svelte|astro)$/;
const PAGE = /\.(html?|vue|svelte|astro)$/;
const MOST_SCRIPTS = 5000;
/** Our own copies, which register nothing by themselves, and are large. */
const OURS = /(^|\/)(offstage(-sw)?\.js$|viewer\/assets\/)/;
const TEST = /\.(test|spec|d)\.[jt]sx?$|(^|\/)(tests?|__mocks__|e2e)\//;

/** Every registration that the app's sources write out, with the file that says it. */
export function registrationsOf(app: App): readonly (Registration & { readonly file: string })[] {
  return app.files
    .filter((file) => SCRIPT.test(file) && !TEST.test(file) && !OURS.test(file))
    .slice(0, MOST_SCRIPTS)
    .flatMap((file) => {
      const code = app.read(file) ?? '';
      // Most files have nothing of it, and are not parsed.
      if (!/serviceWorker|data-worker|Workbox\(|@offstage\/sdk/.test(code)) return [];
      const all = PAGE.test(file) ? registrationsOfPage(code) : registrationsIn(code, file);
      return all.map((one) => ({ ...one, file }));
    });
}

/** The workers of an app: those that are registered, those of a worker's name, and one-line workers of vendors. */
export function findWorkers(app: App, publicFolder: string): readonly WorkerFile[] {
  const found = new Map<string, WorkerFile>();
  const add = (worker: WorkerFile): void => {
    const before = found.get(worker.file);
    const code = app.read(worker.file) ?? '';
    const vendor = vendorOf(worker.file);
    const more = { ...(isGenerated(code) && { generated: true }), ...(vendor && { vendor }) };
    found.set(worker.file, {
      ...worker,
      ...more,
      ...before,
      module: worker.module || before?.module === true,
    });
  };
  const folders = [publicFolder, '', 'src', 'public', 'static'];
  for (const { file, address, fromFile, module, scope, line } of registrationsOf(app)) {
    const path = address.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]+/, '');
    const candidates = fromFile
      ? [join(file.slice(0, Math.max(0, file.lastIndexOf('/'))), path)]
      : folders.map((folder) => join(folder, path.replace(/^\//, '')));
    const at = candidates.find((one) => app.files.includes(one));
    if (at !== undefined) add({ file: at, module, why: 'registered', scope, at: `${file}:${line}` });
  }
  for (const file of app.files) {
    if (found.has(file) || TEST.test(file) || OURS.test(file)) continue;
    const near = folders.some((folder) =>
      folder === '' ? !file.includes('/') : file.startsWith(`${folder}/`),
    );
    if (near && isWorkerName(file)) add({ file, module: false, why: 'name' });
    else if (near && /\.js$/.test(file) && isOneLine(app, file))
      add({ file, module: false, why: 'one line' });
  }
  return [...found.values()];
}

/** The whole of a vendor's worker is often `importScripts('https://cdn.…')`. */
function isOneLine(app: App, file: string): boolean {
  const size = app.bytes(file)?.length ?? 0;
  const code = size > 0 && size < 2000 ? (app.read(file) ?? '') : '';
  if (!code.includes('importScripts')) return false;
  const script = parseScript(code, file);
  return (
    script?.body.some(({ type, expression }) => {
      const call = expression as { callee?: { name?: string; property?: { name?: string } } } | undefined;
      return (
        type === 'ExpressionStatement' &&
        (call?.callee?.name ?? call?.callee?.property?.name) === 'importScripts'
      );
    }) ?? false
  );
}

/** Joins two names of files; `..` is followed. */
function join(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
