import type { ShapeOf } from '../shapes.ts';

export type RefusalReason = ShapeOf<'RefusalReason'>;
export type RejectionSample = ShapeOf<'RejectionSample'>;

/** Keeps the latest rejections of each reason: a flood of one must not push out the others. */
export interface RejectionSamples {
  add(sample: RejectionSample): void;
  /** Oldest first. */
  all(): readonly RejectionSample[];
}

/** Rejections of one reason that are kept. */
const KEPT = 20;

export function createRejectionSamples(): RejectionSamples {
  const kept = new Map<RejectionSample['reason'], RejectionSample[]>();
  return {
    add(sample) {
      const alike = kept.get(sample.reason);
      if (alike === undefined) kept.set(sample.reason, [sample]);
      else if (alike.push(sample) > KEPT) alike.shift();
    },
    all: () => [...kept.values()].flat().sort((a, b) => a.time - b.time),
  };
}
