import type { Variant } from './worker-source.ts';

/** What came of a case. */
export interface Played {
  /** What the host's own code saw, in order. */
  readonly observations: readonly unknown[];
  /** What the browser said of the two events, where it says anything. */
  readonly verdicts: readonly string[];
}

/** A browser with the host of the cases open. */
export interface CaseStage {
  /** Registers the worker of a case, gives it two real events, `first` and `second`, and asks what it saw. */
  play(name: string, variant: Variant): Promise<Played>;
  close(): Promise<void>;
}
