/** Milliseconds. A killed worker leaves entries behind that it did not live to signal. */
const EVERY = 5_000;

/** Calls when the page becomes visible, and now and then while it is: signals may have been missed. */
export function onMayHaveMissed(scope: Window, listener: () => void): () => void {
  const ifVisible = (): void => {
    if (scope.document.visibilityState === 'visible') listener();
  };
  scope.document.addEventListener('visibilitychange', ifVisible);
  const timer = scope.setInterval(ifVisible, EVERY);
  return () => {
    scope.document.removeEventListener('visibilitychange', ifVisible);
    scope.clearInterval(timer);
  };
}
