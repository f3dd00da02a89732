/**
 * Tells when there is a worker that was not there before: another one controls the page, or the page's registration
 * has its first active worker (which controls the page only after a reload, unless it claims it).
 */
export function onNewWorker(navigator: Navigator, listener: () => void): () => void {
  let stopped = false;
  const tell = (): void => {
    if (!stopped) listener();
  };
  try {
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    container?.addEventListener('controllerchange', tell);
    container?.getRegistration().then(
      (registration) => {
        if (!registration?.active) container.ready.then(tell);
      },
      () => {},
    );
    return () => {
      stopped = true;
      container?.removeEventListener('controllerchange', tell);
    };
  } catch {
    // A sandboxed frame: the getter itself throws.
    return () => {};
  }
}
