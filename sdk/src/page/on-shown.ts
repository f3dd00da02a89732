/**
 * Tells when the page is put aside (`false`: frozen, or on its way out, perhaps into the back/forward cache) and when
 * it comes back (`true`). See https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onShown(scope: Window, listener: (shown: boolean) => void): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  let shown = true;
  const become = (next: boolean): void => {
    if (next === shown) return;
    shown = next;
    listener(next);
  };
  scope.addEventListener('pagehide', () => become(false), { signal, capture: true });
  scope.addEventListener('pageshow', () => become(true), { signal, capture: true });
  scope.document.addEventListener('freeze', () => become(false), { signal, capture: true });
  scope.document.addEventListener('resume', () => become(true), { signal, capture: true });
  return () => undo.abort();
}
