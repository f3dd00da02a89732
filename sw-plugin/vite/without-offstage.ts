/** Files of the last bundle that no user needs offline, and folders of such, relative to the output folder. */
let own: { readonly files: ReadonlySet<string>; readonly folders: readonly string[] } = {
  files: new Set(),
  folders: [],
};

export function rememberOwn(files: readonly string[], folders: readonly string[]): void {
  own = { files: new Set(files), folders };
}

/**
 * Keeps what is Offstage's own out of a precache: a `manifestTransforms` of Workbox's tools and Serwist's
 * (https://developer.chrome.com/docs/workbox/reference/workbox-build), beside `offstage()`. `withOffstage()` has it already.
 *
 * @example serwist({ swSrc: 'src/sw.ts', manifestTransforms: [withoutOffstage] })
 */
export async function withoutOffstage<Entry extends { readonly url: string }>(
  entries: Entry[],
): Promise<{ manifest: Entry[]; warnings: string[] }> {
  // SvelteKit's build has what browsers get in a folder of its own.
  const isOwn = (file: string): boolean =>
    own.files.has(file) || own.folders.some((folder) => file.startsWith(folder));
  return { manifest: entries.filter(({ url }) => !isOwn(url.replace(/^\/?(client\/)?/, ''))), warnings: [] };
}
