import type { LogModel } from './log-model.ts';

/** How many lifetimes and moments failed, counted as the log grows. */
export function createFailureCount(model: LogModel): () => number {
  let { epoch, low, high } = { epoch: -1, low: 0, high: 0 };
  let count = 0;
  const failed = (at: number): boolean => {
    const { span, detail } = model.entry(at);
    // Of a lifetime its end says so.
    return (span === undefined || detail.phase === 'end') && model.standing(at) === 'failed';
  };
  return () => {
    // What was dropped at the old end is counted no more.
    if (epoch !== model.epoch || model.low > low) {
      ({ epoch, low } = model);
      high = low;
      count = 0;
    }
    for (; high < model.high; high++) if (failed(high)) count++;
    for (; low > model.low; low--) if (failed(low - 1)) count++;
    return count;
  };
}
