/**
 * Loads a part and installs it, unless it was undone before it came. One that cannot be loaded (offline, a newer
 * deploy, a content security policy) is our failure and not the page's. Returns its undo.
 */
export function whenLoaded<Part>(
  load: () => Promise<Part>,
  install: (part: Part) => () => void,
  fault: (error: unknown) => void,
): () => void {
  let undone = false;
  let undo: (() => void) | undefined;
  load()
    .then((part) => {
      if (!undone) undo = install(part);
    })
    .catch(fault);
  return () => {
    undone = true;
    undo?.();
  };
}
