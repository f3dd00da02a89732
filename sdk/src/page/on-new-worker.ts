/**
 * Tells that there may be a worker that was not there before: another one controls the page, or the page's
 * registration has an active worker (which controls the page only after a reload, unless it claims it).
 */
export function onNewWorker(workers: ServiceWorkerContainer | undefined, listener: () => void): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  workers?.addEventListener('controllerchange', listener, { signal });
  workers?.ready.then(
    () => signal.aborted || listener(),
    () => undefined,
  );
  return () => undo.abort();
}
