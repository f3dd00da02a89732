import { orderByTime } from '../filter/order-of-time.ts';
import { positionsWithin } from '../filter/positions-within.ts';
import type { LifetimeRow } from '../model/lifetime.ts';
import type { LogModel } from '../model/log-model.ts';

/** States of before that are looked for, and how far back. */
const MOST_STATES = 60;
const FAR = 20_000;

/**
 * Positions of what belongs to a range of time, in order of time: every line in it, whatever is filtered; the whole of each
 * lifetime, and what led to it; and how things stood when it began, as pages noted before.
 *
 * @param range epoch milliseconds, from inclusive, to exclusive; undefined: all of them
 */
export function positionsOfEvidence(
  model: LogModel,
  range: readonly [number, number] | undefined,
): Int32Array {
  const within = positionsWithin(model, range);
  if (range === undefined) return within;
  const found = new Set(within);
  for (const at of within) {
    for (let above: LifetimeRow | undefined = model.lifetime(at)?.parent; above; above = above.parent)
      for (const member of above.members) found.add(member);
  }
  const states = new Set<string>();
  const first = within[0] ?? model.high;
  for (let at = first - 1; at >= Math.max(model.low, first - FAR) && states.size < MOST_STATES; at--) {
    if (model.kind(at) !== 'housekeeping') continue;
    const { event, scope, instanceId, detail } = model.entry(at);
    const key = JSON.stringify([event, scope, instanceId, detail.type, detail.name]);
    if (states.has(key)) continue;
    states.add(key);
    found.add(at);
    for (const member of model.lifetime(at)?.members ?? []) found.add(member);
  }
  return orderByTime(model.time, Int32Array.from(found).sort());
}
