import type { LifetimeRow } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';
import { orderByTime } from './order-of-time.ts';

/** Every entry behind some rows, in order of time: of a row that stands for a lifetime, all that is inside. */
export function positionsOf(model: LogModel, rows: Int32Array, lifetimes: boolean): Int32Array {
  if (!lifetimes) return rows;
  const positions: number[] = [];
  const add = (life: LifetimeRow): void => {
    for (const member of life.members) positions.push(member);
    for (const child of life.children) add(child);
  };
  for (const row of rows) {
    const life = model.lifetime(row);
    if (life === undefined) positions.push(row);
    else add(life);
  }
  return orderByTime(model.time, Int32Array.from(positions).sort());
}
