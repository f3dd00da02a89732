import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { readSetting, writeSetting } from '../shell/settings.ts';
import { useStrings } from '../text/use-strings.ts';

export interface SplitProps {
  /** Remembers the size under this name. */
  readonly id: string;
  /** On a narrow screen the second part is a sheet over the first. */
  readonly compact: boolean;
  /** Shown below, or beside where there is room; without it the first part has all of it. */
  readonly second: ReactNode;
  readonly children: ReactNode;
}

const STEP = 24;
/** Of either part below each other, and beside each other. */
const SMALLEST = 96;
const NARROWEST = 320;
/** From so much room on, CSS pixels, the parts stand beside each other: 1280 without the list of panels. */
const WIDE = 1020;

/** Two parts with a bar between that can be dragged, or moved with the arrow keys. */
export function Split({ id, compact, second, children }: SplitProps): ReactElement {
  const t = useStrings();
  const box = useRef<HTMLDivElement>(null);
  const beside = useWide(box) && !compact;
  const [sizes, setSizes] = useState(() => ({
    below: readSetting(`split:${id}`, 280),
    beside: readSetting(`split:${id}:beside`, 460),
  }));
  const size = beside ? sizes.beside : sizes.below;
  const smallest = beside ? NARROWEST : SMALLEST;
  const resize = (next: number): void => {
    const { clientWidth = 1200, clientHeight = 600 } = box.current ?? {};
    const limit = Math.max(smallest, (beside ? clientWidth : clientHeight) - smallest);
    const kept = Math.round(Math.min(limit, Math.max(smallest, next)));
    setSizes((before) => ({ ...before, [beside ? 'beside' : 'below']: kept }));
    writeSetting(beside ? `split:${id}:beside` : `split:${id}`, kept);
  };
  /** What grows the second part: up; beside it towards the first, which is on the right where one writes from there. */
  const towards = (): number =>
    beside && box.current !== null && getComputedStyle(box.current).direction === 'rtl' ? -1 : 1;
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const bar = event.currentTarget;
    const place = ({ clientX, clientY }: { clientX: number; clientY: number }): number =>
      beside ? clientX * towards() : clientY;
    const start = place(event);
    bar.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => resize(size + start - place(moved));
    bar.addEventListener('pointermove', move);
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const sides = beside ? { ArrowLeft: STEP, ArrowRight: -STEP } : { ArrowUp: STEP, ArrowDown: -STEP };
    const step = (sides as Record<string, number>)[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size + step * towards());
  };
  return (
    <div
      className="os-split"
      ref={box}
      data-sheet={(compact && Boolean(second)) || undefined}
      data-beside={(beside && Boolean(second)) || undefined}
    >
      <div className="os-split-first">{children}</div>
      {second && !compact && (
        <div
          className="os-split-bar"
          role="separator"
          aria-orientation={beside ? 'vertical' : 'horizontal'}
          aria-label={t.resizeDetails}
          aria-valuenow={size}
          aria-valuemin={smallest}
          aria-valuemax={2000}
          tabIndex={0}
          onPointerDown={drag}
          onKeyDown={onKeyDown}
        />
      )}
      {second && (
        <div
          className="os-split-second"
          style={compact ? undefined : beside ? { inlineSize: size } : { blockSize: size }}
        >
          {second}
        </div>
      )}
    </div>
  );
}

/** Whether there is room for two parts beside each other. */
function useWide(box: { readonly current: HTMLElement | null }): boolean {
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setWide(element.clientWidth >= WIDE);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return wide;
}
