import type { LogModel } from '../../../src/model/log-model.ts';

/** A log that was read, and what is not in it. */
export interface Loaded {
  /** What it is called in what is printed. */
  readonly name: string;
  readonly kind: 'file' | 'server';
  readonly model: LogModel;
  /** Loud about what is left out: one sentence each. */
  readonly leftOut: readonly string[];
  /** As numbers. */
  readonly lost: number;
  /** Where to go on reading: the newest report of a server. */
  readonly newest: number;
}
