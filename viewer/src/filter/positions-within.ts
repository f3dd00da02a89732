import type { LogModel } from '../model/log-model.ts';
import { orderByTime } from './order-of-time.ts';

/**
 * Positions of every entry of a range of time, in order of time, and of the rest of the lifetimes that they belong to:
 * a start whose end is missing would say something else.
 *
 * @param range epoch milliseconds, from inclusive, to exclusive; undefined: all of them
 */
export function positionsWithin(model: LogModel, range: readonly [number, number] | undefined): Int32Array {
  const found = new Set<number>();
  for (let at = model.low; at < model.high; at++) {
    const time = model.time.get(at);
    if (range !== undefined && (time < range[0] || time >= range[1])) continue;
    found.add(at);
    if (range !== undefined) for (const member of model.lifetime(at)?.members ?? []) found.add(member);
  }
  return orderByTime(model.time, Int32Array.from(found).sort());
}
