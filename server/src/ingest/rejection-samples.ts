import type { Rejection, RejectionReason } from './parse-reports.ts';

/** Why a request is refused as a whole, before anything looks at what is in it. */
export type RefusalReason =
  | 'too-large'
  | 'no-endpoint'
  | 'retired'
  | 'unknown-encoding'
  | 'too-slow'
  | 'broken-off';

export interface RejectionSample extends Omit<Rejection, 'reason'> {
  readonly reason: RejectionReason | RefusalReason;
  /** Of the request: characters of its body, or bytes where nobody has read it; 0 where not even that is known. */
  readonly size: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly endpoint: string;
}

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
