/** Milliseconds. */
const EVERY = 5_000;

/** Calls now and then while the page is visible. Returns its undo. */
export function whileVisible(scope: Window, listener: () => void): () => void {
  const timer = scope.setInterval(() => {
    if (scope.document.visibilityState === 'visible') listener();
  }, EVERY);
  return () => scope.clearInterval(timer);
}
