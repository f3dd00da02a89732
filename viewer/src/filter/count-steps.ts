import type { LogModel } from '../model/log-model.ts';
import type { Group } from './compile.ts';

/** One pass over the model for several counts, that can be done in slices. */
export interface StepCount {
  /** Looks at up to `limit` more entries; returns whether all were looked at. */
  advance(limit: number): boolean;
  /** Of each step, how many there are among what was looked at. */
  readonly found: readonly number[];
}

/**
 * @param steps what each step asks of an entry
 * @param range epoch milliseconds, from inclusive, to exclusive
 * @param before position before which the pass ends, while later entries wait
 */
export function countSteps(
  model: LogModel,
  steps: readonly (readonly Group[])[],
  range: readonly [number, number] | undefined,
  before: number | undefined,
): StepCount {
  const found = steps.map(() => 0);
  const high = Math.min(model.high, before ?? Number.POSITIVE_INFINITY);
  let at = model.low;
  const count = (position: number): void => {
    if (range !== undefined) {
      const time = model.time.get(position);
      if (time < range[0] || time >= range[1]) return;
    }
    steps.forEach((groups, index) => {
      if (groups.every(({ test }) => test(model, position))) found[index] = (found[index] as number) + 1;
    });
  };
  return {
    found,
    advance(limit) {
      for (const end = Math.min(high, at + limit); at < end; at++) count(at);
      return at >= high;
    },
  };
}
