import type { Draft } from './draft.ts';
import { pageScript, pluginScript, viewerFiles } from './our-files.ts';

export const PLUGIN = 'offstage-sw.js';
export const PAGE = 'offstage.js';
export const VIEWER = 'viewer';

/** A file's name below a folder; `''` is the app's own. */
export const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
export const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Copies the plugin's script into a folder that is served. */
export function placePlugin(draft: Draft, folder: string): void {
  draft.copy(below(folder, PLUGIN), pluginScript(draft.app.root));
}

/** Copies the page's script. */
export function placePage(draft: Draft, folder: string): void {
  draft.copy(below(folder, PAGE), pageScript(draft.app.root));
}

/** Copies the viewer as a folder of its own, unless there is another thing of that name. */
export function placeViewer(draft: Draft, folder: string): void {
  const at = below(folder, VIEWER);
  const taken = draft.app.read(`${at}/index.html`);
  if (taken !== undefined && !taken.includes('Offstage')) {
    draft.byHand(
      `${at}/ is the app’s own. Copy the viewer to another folder, and tell its path to: npx offstage check --viewer PATH`,
      'node_modules/@offstage/viewer/dist/standalone',
    );
    return;
  }
  for (const [name, bytes] of viewerFiles(draft.app.root)) draft.copy(`${at}/${name}`, bytes);
}
