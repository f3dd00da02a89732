import type { LogModel } from './log-model.ts';

/**
 * Bounds a model that has more than `most` entries; returns whether it did. A fiftieth more goes than has to, so that it
 * is not done with every entry that arrives.
 */
export function keepNewest(model: LogModel, most: number): boolean {
  if (model.size <= most) return false;
  const kept = most - Math.floor(most / 50);
  model.trim(model.entry(model.high - kept).seq);
  return true;
}
