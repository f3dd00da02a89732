import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
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
  /** Shown below; without it the first part has all the room. */
  readonly second: ReactNode;
  readonly children: ReactNode;
}

const STEP = 24;
const SMALLEST = 96;

/** Two parts with a bar between that can be dragged, or moved with the arrow keys. */
export function Split({ id, compact, second, children }: SplitProps): ReactElement {
  const t = useStrings();
  const [size, setSize] = useState(() => readSetting(`split:${id}`, 280));
  const box = useRef<HTMLDivElement>(null);
  const resize = (next: number): void => {
    const limit = Math.max(SMALLEST, (box.current?.clientHeight ?? 600) - SMALLEST);
    const kept = Math.round(Math.min(limit, Math.max(SMALLEST, next)));
    setSize(kept);
    writeSetting(`split:${id}`, kept);
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const bar = event.currentTarget;
    const start = event.clientY;
    bar.setPointerCapture(event.pointerId);
    const move = ({ clientY }: globalThis.PointerEvent): void => resize(size + start - clientY);
    bar.addEventListener('pointermove', move);
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size + step);
  };
  return (
    <div className="os-split" ref={box} data-sheet={(compact && Boolean(second)) || undefined}>
      <div className="os-split-first">{children}</div>
      {second && !compact && (
        <div
          className="os-split-bar"
          role="separator"
          aria-orientation="horizontal"
          aria-label={t.resizeDetails}
          aria-valuenow={size}
          aria-valuemin={SMALLEST}
          aria-valuemax={2000}
          tabIndex={0}
          onPointerDown={drag}
          onKeyDown={onKeyDown}
        />
      )}
      {second && (
        <div className="os-split-second" style={compact ? undefined : { blockSize: size }}>
          {second}
        </div>
      )}
    </div>
  );
}
