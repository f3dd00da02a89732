import { CATALOGUE, SERVICES } from '@offstage/sw-plugin/log';
import { type MouseEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import type { Hole } from '../model/recording-holes.ts';
import { useStrings } from '../text/use-strings.ts';
import { type LaneBar, laneBars } from './lane-bars.ts';
import type { Range } from './range.ts';

export interface LanesProps {
  readonly model: LogModel;
  readonly rows: Int32Array;
  /** Rows stand for whole lifetimes. */
  readonly lifetimes: boolean;
  readonly extent: Range;
  readonly range: Range | undefined;
  readonly holes: readonly Hole[];
  /** Lifetimes that are open change with this. */
  readonly version: number;
  onSelect(position: number): void;
  onZoomTo(range: Range): void;
}

/** CSS pixels: the name of a lane, and below it its bars. */
const LANE = 26;
const NAME = 13;
const BAR = 9;

/** One lane per service with its lifetimes, and one with the worker's own life, under the same axis as the bars. */
export function Lanes(props: LanesProps): ReactElement {
  const { model, rows, lifetimes, extent, range, holes, version, onSelect, onZoomTo } = props;
  const t = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<readonly LaneBar[]>([]);
  // Only lanes with something in them; of which there are the same while the log grows.
  const [lanes, setLanes] = useState<readonly number[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the model changes in place
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const draw = (): void => {
      const width = element.clientWidth;
      const ratio = devicePixelRatio || 1;
      element.width = width * ratio;
      drawn.current = laneBars(model, rows, lifetimes, extent, width);
      const used = [...new Set(drawn.current.map(({ lane }) => lane))].sort((a, b) => a - b);
      setLanes((before) => (before.join() === used.join() ? before : used));
      element.height = used.length * LANE * ratio;
      pen.scale(ratio, ratio);
      const color = colorsOf(element);
      const scale = width / (extent[1] - extent[0]);
      pen.strokeStyle = color('moment');
      pen.lineWidth = 1;
      for (const { service, from, to } of holes) {
        const lane = service === undefined ? -1 : used.indexOf(SERVICES.indexOf(service));
        const left = Math.max(0, (from - extent[0]) * scale);
        const right = Math.min(width, (to - extent[0]) * scale);
        if (lane === -1 || right <= left) continue;
        hatch(pen, left, lane * LANE + NAME, right - left, BAR);
      }
      for (const bar of drawn.current) {
        pen.fillStyle = color(bar.color);
        pen.globalAlpha = range !== undefined && (bar.to < range[0] || bar.from > range[1]) ? 0.25 : 0.9;
        const top = used.indexOf(bar.lane) * LANE + NAME;
        pen.fillRect(bar.x, top, bar.width, BAR);
        if (bar.tone !== undefined) {
          pen.fillStyle = color(bar.tone);
          pen.fillRect(bar.x, top + BAR - 3, Math.max(3, bar.width), 3);
        }
      }
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [model, rows, lifetimes, extent, range, holes, version]);

  const at = (event: MouseEvent<HTMLCanvasElement>): LaneBar | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const lane = lanes[Math.floor((event.clientY - box.top) / LANE)];
    return drawn.current.findLast((bar) => bar.lane === lane && x >= bar.x - 2 && x <= bar.x + bar.width + 2);
  };

  return (
    <div className="os-lanes">
      <div className="os-lane-names" aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane} style={{ blockSize: LANE }}>
            {nameOf(lane) ?? t.workerLane}
          </span>
        ))}
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t.lanesDescription}
        style={{ blockSize: lanes.length * LANE }}
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

/** Slanted lines within a box, in the pen's colour. */
function hatch(pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.globalAlpha = 0.6;
  pen.beginPath();
  for (let at = x - height; at < x + width; at += 5) {
    pen.moveTo(at, y + height);
    pen.lineTo(at + height, y);
  }
  pen.stroke();
  pen.restore();
}

/** Undefined for the lanes of workers. */
function nameOf(lane: number): string | undefined {
  const service = SERVICES[lane];
  return service && CATALOGUE[service].title;
}

function colorsOf(element: Element): (token: string) => string {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(`--offstage-${token}`) || style.color;
}
