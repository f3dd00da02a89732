import { type PointerEvent, useRef } from 'react';

export interface Swipe {
  /** 1: the next one. */
  onStep(step: 1 | -1): void;
  onClose(): void;
}

export interface SwipeHandlers {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(event: PointerEvent<HTMLElement>): void;
}

interface Start {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Down, it closes: where one drags a sheet. */
  readonly head: boolean;
  /** What is touched scrolls to the side itself. */
  readonly scrolls: boolean;
  way?: 'side' | 'down' | 'neither';
}

/** CSS pixels: from then on it is a gesture; and so far it has to go. */
const BEGINS = 10;
const STEPS = 64;
const CLOSES = 90;

/** A finger to the side goes to the next event or the one before, from the head down it closes. A mouse selects text. */
export function useSwipe({ onStep, onClose }: Swipe): SwipeHandlers {
  const start = useRef<Start | undefined>(undefined);
  const end = (sheet: HTMLElement): void => {
    sheet.style.translate = '';
    start.current = undefined;
  };
  return {
    onPointerDown({ pointerType, isPrimary, pointerId, clientX, clientY, target, currentTarget }) {
      if (pointerType === 'mouse' || !isPrimary) return;
      const touched = target as Element;
      start.current = {
        id: pointerId,
        x: clientX,
        y: clientY,
        head: touched.closest('.os-details-head') !== null,
        scrolls: scrollsSideways(touched, currentTarget),
      };
    },
    onPointerMove({ pointerId, clientX, clientY, currentTarget }) {
      const from = start.current;
      if (from?.id !== pointerId) return;
      const [x, y] = [clientX - from.x, clientY - from.y];
      if (from.way === undefined) {
        if (Math.hypot(x, y) < BEGINS) return;
        const side = Math.abs(x) > Math.abs(y);
        from.way = side && !from.scrolls ? 'side' : !side && from.head && y > 0 ? 'down' : 'neither';
        if (from.way !== 'neither') currentTarget.setPointerCapture(pointerId);
      }
      if (from.way === 'side') currentTarget.style.translate = `${x}px`;
      if (from.way === 'down') currentTarget.style.translate = `0 ${Math.max(0, y)}px`;
    },
    onPointerUp({ pointerId, clientX, clientY, currentTarget }) {
      const from = start.current;
      if (from?.id !== pointerId) return;
      end(currentTarget);
      const turned = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
      const x = (clientX - from.x) * turned;
      if (from.way === 'side' && Math.abs(x) >= STEPS) onStep(x < 0 ? 1 : -1);
      if (from.way === 'down' && clientY - from.y >= CLOSES) onClose();
    },
    onPointerCancel: ({ currentTarget }) => end(currentTarget),
  };
}

function scrollsSideways(touched: Element, within: Element): boolean {
  for (let one: Element | null = touched; one !== null && one !== within; one = one.parentElement) {
    if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
      return true;
  }
  return false;
}
