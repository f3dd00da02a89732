import { type KeyboardEvent, type PointerEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import type { Missing } from '../model/recording-holes.ts';
import { formatClock, formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { BucketTip } from './BucketTip.tsx';
import { hatched } from './hatched.ts';
import type { Range } from './range.ts';
import { capPath, stackPath } from './stack-path.ts';
import { timeTicks } from './ticks.ts';

export interface HistogramProps {
  /** Entries per series and bucket. */
  readonly counts: readonly (readonly number[])[];
  /** Of them those that failed, per bucket; drawn as a cap where the series do not tell. */
  readonly failures: readonly number[];
  readonly capped: boolean;
  /** What each series is called. */
  readonly names: readonly string[];
  /** Colour token of each series, without its prefix. */
  readonly colors: readonly string[];
  /** Epoch milliseconds that the buckets cover. */
  readonly extent: Range;
  readonly range: Range | undefined;
  readonly missing: Missing;
  /** Room for fewer labels. */
  readonly compact: boolean;
  onRange(range: Range | undefined): void;
  onZoom(factor: number, around: number): void;
}

/** A drag of fewer pixels is a click. */
const CLICK = 4;

/** Stacked bars over time. A drag chooses a range, a double-click gives it up; arrow keys move either end. */
export function Histogram(props: HistogramProps): ReactElement {
  const { counts, failures, capped, names, colors, extent, range, missing, compact, onRange, onZoom } = props;
  const t = useStrings();
  const field = useRef<HTMLDivElement>(null);
  const stack = useMemo(() => stackPath(counts), [counts]);
  const caps = useMemo(() => (capped ? capPath(counts, failures) : ''), [capped, counts, failures]);
  const buckets = counts[0]?.length ?? 1;
  const holes = useMemo(
    () => hatched(missing.holes, extent, (extent[1] - extent[0]) / buckets),
    [missing, extent, buckets],
  );
  const [pointed, setPointed] = useState<number>();
  const ticks = useMemo(() => timeTicks(extent[0], extent[1], compact ? 4 : 8), [extent, compact]);
  const width = extent[1] - extent[0];
  const share = (time: number): number => Math.max(0, Math.min(1, (time - extent[0]) / width));
  const percent = (time: number): string => `${share(time) * 100}%`;
  const timeAt = (clientX: number): number => {
    const box = (field.current as HTMLElement).getBoundingClientRect();
    return extent[0] + Math.max(0, Math.min(1, (clientX - box.left) / box.width)) * width;
  };

  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const startX = event.clientX;
    const anchor = timeAt(startX);
    element.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent): void => {
      if (Math.abs(clientX - startX) < CLICK) return;
      const other = timeAt(clientX);
      onRange([Math.min(anchor, other), Math.max(anchor, other)]);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', () => element.removeEventListener('pointermove', move), {
      once: true,
    });
  };

  const slide = (end: 0 | 1) => (event: KeyboardEvent) => {
    const step = (width / buckets) * (event.shiftKey ? 10 : 1);
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
    const current = range ?? extent;
    if (by !== undefined) {
      const next: [number, number] = [...current];
      next[end] = Math.max(extent[0], Math.min(extent[1], next[end] + by));
      if (next[0] < next[1]) onRange(next);
    } else if (event.key === 'Escape' && range !== undefined) onRange(undefined);
    else if (event.key === '+' || event.key === '=') onZoom(0.5, current[end]);
    else if (event.key === '-') onZoom(2, current[end]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const handle = (end: 0 | 1): ReactElement => {
    const value = (range ?? extent)[end];
    return (
      <span
        className="os-brush-handle"
        role="slider"
        tabIndex={0}
        aria-label={end === 0 ? t.rangeStart : t.rangeEnd}
        aria-valuemin={extent[0]}
        aria-valuemax={extent[1]}
        aria-valuenow={value}
        aria-valuetext={formatTimestamp(value)}
        aria-description={t.timelineKeys}
        data-set={range !== undefined || undefined}
        style={{ left: percent(value) }}
        onKeyDown={slide(end)}
      />
    );
  };

  return (
    <div className="os-histogram">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the two sliders inside do the same by keyboard */}
      <div
        className="os-histogram-field"
        ref={field}
        onPointerDown={drag}
        onPointerMove={({ clientX, pointerType }) => {
          if (pointerType !== 'touch')
            setPointed(Math.min(buckets - 1, Math.floor(share(timeAt(clientX)) * buckets)));
        }}
        onPointerLeave={() => setPointed(undefined)}
        onDoubleClick={() => onRange(undefined)}
        onWheel={(event) => {
          if (event.ctrlKey || event.metaKey) onZoom(event.deltaY > 0 ? 1.25 : 0.8, timeAt(event.clientX));
        }}
      >
        {holes.map(([from, to]) => (
          <span
            key={from}
            className="os-hole"
            aria-hidden="true"
            style={{ left: percent(from), width: `${((to - from) / width) * 100}%` }}
          />
        ))}
        <svg viewBox={`0 0 ${buckets} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {stack.paths.map((path, series) => (
            <path key={colors[series]} d={path} className="os-bar" data-color={colors[series]} />
          ))}
          {caps !== '' && <path d={caps} className="os-bar" data-color="failed" />}
        </svg>
        {pointed !== undefined && (
          <BucketTip
            counts={counts}
            failures={failures}
            names={names}
            colors={colors}
            bucket={pointed}
            missing={missing}
            from={extent[0] + (pointed * width) / buckets}
            to={extent[0] + ((pointed + 1) * width) / buckets}
            place={(pointed + 0.5) / buckets}
          />
        )}
        <span className="os-histogram-highest" aria-hidden="true">
          {formatNumber(stack.highest)}
        </span>
        {range && (
          <>
            <span className="os-brush-shade" style={{ left: 0, width: percent(range[0]) }} />
            <span className="os-brush-shade" style={{ left: percent(range[1]), right: 0 }} />
          </>
        )}
        {handle(0)}
        {handle(1)}
      </div>
      <div className="os-ticks" aria-hidden="true">
        {ticks.map(({ time, label }) => (
          <span key={time} style={{ left: percent(time) }} title={formatClock(time)}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
