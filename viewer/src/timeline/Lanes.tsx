import { CATALOGUE, SERVICES } from '@offstage/sw-plugin/log';
import { type MouseEvent, type ReactElement, useEffect, useRef } from 'react';
import type { LogModel } from '../model/log-model.ts';
import { useStrings } from '../text/use-strings.ts';
import type { Range } from './Histogram.tsx';
import { type LaneBar, laneBars } from './lane-bars.ts';

export interface LanesProps {
  readonly model: LogModel;
  readonly rows: Int32Array;
  /** Rows stand for whole lifetimes. */
  readonly lifetimes: boolean;
  readonly extent: Range;
  readonly range: Range | undefined;
  /** Lifetimes that are open change with this. */
  readonly version: number;
  onSelect(position: number): void;
  onZoomTo(range: Range): void;
}

const LANE = 16;

/** One lane per service with its lifetimes, and one with the worker's own life, under the same axis as the bars. */
export function Lanes(props: LanesProps): ReactElement {
  const { model, rows, lifetimes, extent, range, version, onSelect, onZoomTo } = props;
  const t = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<readonly LaneBar[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the model changes in place
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const draw = (): void => {
      const width = element.clientWidth;
      const ratio = devicePixelRatio || 1;
      element.width = width * ratio;
      element.height = (SERVICES.length + 1) * LANE * ratio;
      pen.scale(ratio, ratio);
      const color = colorsOf(element);
      drawn.current = laneBars(model, rows, lifetimes, extent, width);
      for (const bar of drawn.current) {
        pen.fillStyle = color(bar.color);
        pen.globalAlpha = range !== undefined && (bar.to < range[0] || bar.from > range[1]) ? 0.25 : 0.9;
        pen.fillRect(bar.x, bar.lane * LANE + 3, bar.width, LANE - 6);
        if (bar.tone !== undefined) {
          pen.fillStyle = color(bar.tone);
          pen.fillRect(bar.x, bar.lane * LANE + LANE - 5, Math.max(3, bar.width), 3);
        }
      }
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [model, rows, lifetimes, extent, range, version]);

  const at = (event: MouseEvent<HTMLCanvasElement>): LaneBar | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const lane = Math.floor((event.clientY - box.top) / LANE);
    return drawn.current.findLast((bar) => bar.lane === lane && x >= bar.x - 2 && x <= bar.x + bar.width + 2);
  };

  return (
    <div className="os-lanes">
      <div className="os-lane-names" aria-hidden="true">
        {SERVICES.map((service) => (
          <span key={service}>{CATALOGUE[service].title}</span>
        ))}
        <span>{t.workerLane}</span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t.lanesDescription}
        style={{ blockSize: (SERVICES.length + 1) * LANE }}
        onClick={(event) => {
          const bar = at(event);
          if (bar?.position !== undefined) onSelect(bar.position);
        }}
        onDoubleClick={(event) => {
          const bar = at(event);
          if (bar !== undefined) onZoomTo([bar.from, Math.max(bar.to, bar.from + 1)]);
        }}
      />
    </div>
  );
}

function colorsOf(element: Element): (token: string) => string {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(`--offstage-${token}`) || style.color;
}
