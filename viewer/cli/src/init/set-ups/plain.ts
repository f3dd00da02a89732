import { applyEdits, newlineOf } from '../../code/edit.ts';
import { parsePage } from '../../code/page.ts';
import { registrationsOfPage } from '../../workers/registrations.ts';
import type { App } from '../app.ts';
import type { Draft } from '../draft.ts';
import { below, PAGE, placePage } from '../place.ts';
import type { SetUp } from '../set-up.ts';
import { isStarted } from '../start-page.ts';

/** Folders that people serve as they are, in the order in which they are looked for. */
const FOLDERS = ['public', 'static', 'www', 'htdocs', 'web', 'site', 'docs', 'app', 'src', ''];

/** The folder with the app's page. */
const servedFolder = (app: App): string =>
  FOLDERS.find((folder) => app.has(below(folder, 'index.html'))) ??
  FOLDERS.find(
    (folder) =>
      folder !== '' && app.files.some((file) => file.startsWith(`${folder}/`) && /\.(html?|php)$/.test(file)),
  ) ??
  (app.has('public') ? 'public' : '');

/** Pages of HTML that are served as they are. */
export const plain: SetUp = {
  name: 'a plain site',
  is: () => true,
  publicFolder: servedFolder,
  apply(plan) {
    const { draft, publicFolder } = plan;
    plan.page = true;
    if (isStarted(draft) && !draft.app.has(below(publicFolder, PAGE))) return;
    placePage(draft, publicFolder);
    const page = below(publicFolder, 'index.html');
    if (draft.app.has(page)) loadIn(draft, page, publicFolder);
    else
      draft.byHand(
        'No index.html is found. Put this into the head of your pages:',
        `<script src="/${PAGE}"></script>`,
      );
  },
};

/**
 * What stands before the addresses of a page's own scripts: a page that is answered at every path, as those of one-page
 * apps, finds nothing by relative ones.
 */
function rootOf(html: string, app: App, folder: string): string {
  if (html.includes('%PUBLIC_URL%/')) return '%PUBLIC_URL%/';
  const addresses = [
    ...parsePage(html).scripts.flatMap(({ attributes: { src } }) => src ?? []),
    ...registrationsOfPage(html).map(({ address }) => address),
  ].filter((one) => /^\/(?!\/)/.test(one));
  // A site may be below a path, which its files know nothing of.
  for (const address of addresses) {
    const parts = address
      .replace(/[?#].*$/, '')
      .slice(1)
      .split('/');
    const depth = parts.findIndex((_, at) => app.has(below(folder, parts.slice(at).join('/'))));
    if (depth >= 0)
      return `/${parts
        .slice(0, depth)
        .map((part) => `${part}/`)
        .join('')}`;
  }
  return addresses.length > 0 ? '/' : '';
}

/** Loads the page's script before the page's own. */
function loadIn(draft: Draft, file: string, folder: string): void {
  const html = draft.read(file);
  const page = html === undefined ? undefined : parsePage(html);
  const line = `<script src="${html === undefined ? '' : rootOf(html, draft.app, folder)}${PAGE}"></script>`;
  if (html === undefined || page?.headPlace === undefined) {
    draft.byHand(`${file} has no head that is written out, and is left as it is. Put this into it:`, line);
    return;
  }
  if (page.scripts.some(({ attributes }) => /(^|\/)offstage\.js(\?|$)/.test(attributes.src ?? ''))) return;
  const at = page.headPlace;
  // On a line of its own where the next thing stands on one.
  const gap = /^\r?\n[ \t]*/.exec(html.slice(at))?.[0];
  const text = gap === undefined ? line : (gap || newlineOf(html)) + line;
  draft.write(file, applyEdits(html, [{ from: at, to: at, text }]));
}
