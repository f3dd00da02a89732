import { type RefObject, useEffect } from 'react';

const NEXT = 'button:not([disabled]), [tabindex="0"]';

/**
 * Where what has the focus is taken away, a chip that was pressed or a row that was replaced, the keyboard goes on with the
 * nearest that can have it: browsers would begin at the top of the page, and screen readers say nothing.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current as HTMLElement;
    let path: readonly HTMLElement[] = [];
    const onFocus = (event: FocusEvent): void => {
      path = event.composedPath().filter((one) => one instanceof HTMLElement) as HTMLElement[];
    };
    const onBlur = (): void => {
      const left = path;
      // Some browsers say so of what is being taken away, too: known once that is done.
      queueMicrotask(() => {
        if (path === left && left[0]?.isConnected) path = [];
      });
    };
    const observer = new MutationObserver(() => {
      if (path[0]?.isConnected !== false) return;
      const { activeElement } = element.getRootNode() as ShadowRoot;
      if (activeElement === null || activeElement === document.body)
        path
          .filter((one) => element.contains(one))
          .map((one) => (one.tabIndex < 0 ? one.querySelector<HTMLElement>(NEXT) : one))
          .find(Boolean)
          ?.focus({ preventScroll: true });
      else path = [];
    });
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [root]);
}
