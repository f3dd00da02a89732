import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether the viewer stands in a page that is written from right to left; told to styles, whose `:dir()` is young. */
export function useRightToLeft(root: RefObject<HTMLElement | null>): boolean {
  const [rtl, setRtl] = useState(false);
  useLayoutEffect(() => {
    if (root.current) setRtl(getComputedStyle(root.current).direction === 'rtl');
  }, [root]);
  return rtl;
}
