import { type RefObject, useLayoutEffect, useState } from 'react';

/** Up to this (half of 1440: 200 % zoom), CSS pixels, the viewer has one column. Its own width counts, not the window's. */
const NARROW = 720;

/** Whether the viewer is as narrow as on a phone. */
export function useCompact(root: RefObject<HTMLElement | null>): boolean {
  const [compact, setCompact] = useState(() => typeof innerWidth !== 'undefined' && innerWidth <= NARROW);
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const measure = (): void => {
      const width = element.clientWidth;
      if (width > 0) setCompact(width <= NARROW);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return compact;
}
