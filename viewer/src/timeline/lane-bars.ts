import { SERVICES } from '@offstage/sw-plugin/log';
import { headOf, type LifetimeRow } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import type { Range } from './range.ts';

/** One rectangle of a lane. `x` and `width` are CSS pixels, `from` and `to` epoch milliseconds. */
export interface LaneBar {
  readonly lane: number;
  readonly x: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
  /** Colour token, without its prefix. */
  readonly color: string;
  /** Colour token of an outcome that a person should see. */
  readonly tone?: string;
  readonly position?: number;
}

/** More bars than this say no more to an eye; the newest are drawn. */
const MOST = 20_000;

/** Lanes for workers that run at once. */
const MOST_WORKERS = 4;

/** What is in sight of each lane (`lifetimes`: rows stand for whole lifetimes): lifetimes and moments of the services, then worker starts. */
export function laneBars(
  model: LogModel,
  rows: Int32Array,
  lifetimes: boolean,
  extent: Range,
  width: number,
): readonly LaneBar[] {
  const scale = width / (extent[1] - extent[0]);
  const bars: LaneBar[] = [];
  const place = (from: number, to: number) => ({
    from,
    to,
    x: (Math.max(from, extent[0]) - extent[0]) * scale,
    width: Math.max(2, (Math.min(to, extent[1]) - Math.max(from, extent[0])) * scale),
  });
  const add = (position: number, life: LifetimeRow | undefined): void => {
    const from = model.time.get(position);
    const standing = life === undefined ? model.standing(position) : model.standingOf(life);
    const last = life?.members.at(-1);
    const to = standing === 'running' ? model.latest : last === undefined ? from : model.time.get(last);
    if (from <= extent[1] && to >= extent[0]) {
      const lane = model.service.get(position);
      const notable = standing === 'failed' || standing === 'terminated' || standing === 'silent';
      const color = SERVICES[lane] ?? '';
      bars.push({ lane, position, color, ...place(from, to), ...(notable && { tone: standing }) });
    }
    for (const child of life?.children ?? []) if (child.members.length > 0) add(headOf(child), child);
  };
  for (let i = rows.length - 1; i >= 0 && bars.length < MOST; i--) {
    const position = rows[i] as number;
    add(position, lifetimes ? model.lifetime(position) : undefined);
  }
  const workers: number[] = [];
  const boots = [...model.boots].sort(([, a], [, b]) => a.from - b.from);
  for (const [id, boot] of boots) {
    if (boot.context !== 'worker' || id === '') continue;
    const alive = model.alive?.has(id) === true;
    const to = alive ? model.latest : boot.to;
    if (to < extent[0] || boot.from > extent[1]) continue;
    // Two workers that run at once (two scopes, an update) lie in two lanes.
    const free = workers.findIndex((end) => end < boot.from);
    const lane = free !== -1 ? free : Math.min(workers.length, MOST_WORKERS - 1);
    workers[lane] = Math.max(workers[lane] ?? 0, to);
    bars.push({ lane: SERVICES.length + lane, color: alive ? 'running' : 'moment', ...place(boot.from, to) });
  }
  return bars;
}
