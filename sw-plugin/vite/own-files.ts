/** What a bundle's file is made of, as far as it is looked at. */
interface OutputFile {
  readonly type: string;
  readonly fileName: string;
  readonly isEntry?: boolean;
  /** Files that it cannot do without. */
  readonly imports?: readonly string[];
  readonly moduleIds?: readonly string[];
  readonly names?: readonly string[];
}

/** The second: folders of this project's own workspace have no `@offstage` in their path. */
const VIEWER = /[\\/]@offstage[\\/]viewer[\\/]|[\\/]viewer[\\/]dist[\\/]/;
const INSTALLED = /[\\/]node_modules[\\/]|^\0/;
const WORKER = /(^|\/)doctor-worker\b/;

/**
 * Files of a bundle that are loaded only when somebody opens the viewer: its chunks, with what they share with nobody, and
 * its worker. No user of the app needs them offline. A chunk that holds a module of the app's own, or that another part of
 * the app cannot do without, is the app's.
 */
export function ownFiles(bundle: Readonly<Record<string, OutputFile>>): readonly string[] {
  const files = Object.values(bundle);
  const own = new Set(
    files.filter(
      ({ type, isEntry, moduleIds = [] }) =>
        type === 'chunk' &&
        !isEntry &&
        moduleIds.some((id) => VIEWER.test(id)) &&
        moduleIds.every((id) => VIEWER.test(id) || INSTALLED.test(id)),
    ),
  );
  const isNeeded = ({ fileName }: OutputFile): boolean =>
    files.some((file) => !own.has(file) && file.imports?.includes(fileName));
  for (let size = -1; size !== own.size; ) {
    size = own.size;
    for (const file of own) if (isNeeded(file)) own.delete(file);
  }
  const isWorker = ({ type, names = [], fileName }: OutputFile): boolean =>
    type !== 'chunk' && (WORKER.test(fileName) || names.some((name) => WORKER.test(name)));
  return files.filter((file) => own.has(file) || isWorker(file)).map(({ fileName }) => fileName);
}
