/**
 * Tells when the page is put aside (`false`: frozen, or on its way out, perhaps into the back/forward cache) and when
 * it comes back (`true`). Told after the page's own listeners: what they do still counts.
 * See https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onShown(scope: Window, listener: (shown: boolean) => void): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  let shown = true;
  const on = (target: EventTarget, type: string, next: boolean): void => {
    const last = (): void => {
      if (next === shown) return;
      shown = next;
      listener(next);
    };
    // Added while the capturing ones run, it comes after all others, whenever those were added.
    const first = (): void => target.addEventListener(type, last, { signal, once: true });
    target.addEventListener(type, first, { signal, capture: true });
  };
  on(scope, 'pagehide', false);
  on(scope, 'pageshow', true);
  on(scope.document, 'freeze', false);
  on(scope.document, 'resume', true);
  return () => undo.abort();
}
