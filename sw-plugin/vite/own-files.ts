/** What a bundle's file is made of, as far as it is looked at. */
interface OutputFile {
  readonly type: string;
  readonly fileName: string;
  readonly moduleIds?: readonly string[];
  readonly names?: readonly string[];
}

const OURS = /[\\/]@offstage[\\/]viewer[\\/]/;
/** Folders of this project's own workspace have no `@offstage` in their path. */
const OURS_LINKED = /[\\/]viewer[\\/]dist[\\/]/;
const WORKER = /(^|\/)doctor-worker\b/;

/**
 * Files of a bundle that hold the viewer and nothing of the app: its chunks, loaded when somebody opens it, and its
 * worker. No user of the app needs them offline.
 */
export function ownFiles(bundle: Readonly<Record<string, OutputFile>>): readonly string[] {
  return Object.values(bundle)
    .filter(({ type, moduleIds = [], names = [], fileName }) =>
      type === 'chunk'
        ? moduleIds.length > 0 && moduleIds.every((id) => OURS.test(id) || OURS_LINKED.test(id))
        : WORKER.test(fileName) || names.some((name) => WORKER.test(name)),
    )
    .map(({ fileName }) => fileName);
}
