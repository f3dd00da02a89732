/** Milliseconds. */
const DELAY = 1_000;

/** Runs what is not urgent when the page has loaded and done its own work. Returns its undo. */
export function afterLoad(scope: Window, run: () => void): () => void {
  const undo = new AbortController();
  let timer: number | undefined;
  const wait = (): void => {
    timer = scope.setTimeout(run, DELAY);
  };
  if (scope.document.readyState === 'complete') wait();
  else scope.addEventListener('load', wait, { signal: undo.signal });
  return () => {
    undo.abort();
    scope.clearTimeout(timer);
  };
}
