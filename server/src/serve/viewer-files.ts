import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadViewer, OWN_VIEWER, type ViewerFiles } from './load-viewer.ts';

/** The viewer in this folder, else the one that comes with the package; none where that was not built or not wanted. */
export async function viewerFiles(folder: string | false | undefined): Promise<ViewerFiles | undefined> {
  if (folder === false) return undefined;
  if (folder !== undefined) return loadViewer(folder);
  const isThere = await stat(join(OWN_VIEWER, 'index.html')).then(
    () => true,
    () => false,
  );
  return isThere ? loadViewer() : undefined;
}
