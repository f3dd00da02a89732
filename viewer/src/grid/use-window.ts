import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { usePrinting } from '../shell/use-printing.ts';

/**
 * Browsers end an element's height somewhere (Firefox near 17.9 million pixels, Chromium near 33.5). Beyond this, the
 * scrollbar covers more rows per pixel. Below it, nothing is scaled.
 */
const TALLEST = 8_000_000;

/** Shown where nothing has a size: a hidden panel, a test without layout. */
const FALLBACK_HEIGHT = 480;

const OVERSCAN = 6;

/** Rows that are printed: some 40 pages. */
const MOST_PRINTED = 2000;

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Height of all rows, CSS pixels, as the scrollbar sees it. */
  readonly height: number;
  /** Where the row at `first` is drawn, CSS pixels from the top of all rows. */
  readonly top: number;
  /** Height in which rows are seen, CSS pixels. */
  readonly view: number;
  /** Rows that fit. */
  readonly page: number;
  /** The topmost row in sight, with how much of it is scrolled away. */
  position(): { readonly row: number; readonly hidden: number };
  atEnd(): boolean;
  scrollTo(row: number, hidden?: number): void;
  /** Scrolls as little as needed. */
  reveal(row: number): void;
}

/**
 * Which rows of a long list are in sight. All rows have the same height, so this is a division and needs no measuring;
 * its cost does not depend on `count`.
 *
 * @param headerHeight CSS pixels that a sticky header covers
 */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headerHeight: number,
): RowWindow {
  const [scrollTop, setScrollTop] = useState(0);
  // Known without asking the element, which would make the browser lay everything out on the spot.
  const known = useRef(0);
  const [view, setView] = useState(FALLBACK_HEIGHT);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setView((element.clientHeight || FALLBACK_HEIGHT) - headerHeight);
    const onScroll = (): void => {
      known.current = element.scrollTop;
      setScrollTop(known.current);
    };
    measure();
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller, headerHeight]);

  const printing = usePrinting();
  const whole = count * rowHeight;
  const height = Math.min(whole, TALLEST);
  const scale = height === whole ? 1 : (whole - view) / (height - view);
  const offset = Math.min(scrollTop * scale, Math.max(0, whole - view));
  const first = printing ? 0 : Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN);
  const last = Math.min(count, printing ? MOST_PRINTED : Math.ceil((offset + view) / rowHeight) + OVERSCAN);

  const current = (): number => known.current * scale;
  const go = (to: number): void => {
    const element = scroller.current;
    const top = Math.max(0, Math.min(to / scale, height - view));
    if (element === null || top === known.current) return;
    known.current = top;
    element.scrollTop = top;
    setScrollTop(top);
  };
  return {
    first,
    last,
    height: printing ? last * rowHeight : height,
    top: printing ? 0 : scale === 1 ? first * rowHeight : scrollTop + first * rowHeight - offset,
    view,
    page: Math.max(1, Math.floor(view / rowHeight)),
    position: () => ({ row: Math.floor(current() / rowHeight), hidden: current() % rowHeight }),
    atEnd: () => current() + view >= whole - rowHeight,
    scrollTo: (row, hidden = 0) => go(row * rowHeight + hidden),
    reveal(row) {
      const above = row * rowHeight;
      const below = above + rowHeight - view;
      if (current() > above) go(above);
      else if (current() < below) go(below);
    },
  };
}
