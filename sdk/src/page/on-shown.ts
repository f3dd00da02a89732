/**
 * Tells when the page is put aside (`false`: frozen, or on its way out, perhaps into the back/forward cache) and when
 * it comes back (`true`). See https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onShown(scope: Window, listener: (shown: boolean) => void): () => void {
  const undo = new AbortController();
  let shown = true;
  const on = (target: EventTarget, type: string, next: boolean): void =>
    target.addEventListener(
      type,
      () => {
        if (next === shown) return;
        shown = next;
        listener(next);
      },
      { signal: undo.signal, capture: true },
    );
  on(scope, 'pagehide', false);
  on(scope, 'pageshow', true);
  on(scope.document, 'freeze', false);
  on(scope.document, 'resume', true);
  return () => undo.abort();
}
