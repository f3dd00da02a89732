import type { Severity } from '@offstage/sw-plugin/doctor';
import type { CaseStage } from './case-stage.ts';

/** One side of a case: a host's worker, and what happens to it. */
export interface Act {
  /** The host's own part of its worker, behind the plugin; null: the script is not there. */
  readonly worker: string | null;
  /** The plugin is loaded behind the host's own part. */
  readonly late?: true;
  /** Path of the worker that the page registers (default `/sw.js`). */
  readonly script?: string;
  /** Other files of the host: scripts, each with the plugin in front. */
  readonly files?: Readonly<Record<string, string>>;
  /** Resolves when everything that the doctor could go by is in the log. */
  readonly play: (stage: CaseStage) => Promise<void>;
  /** Rules that rightly speak as well. */
  readonly also?: readonly string[];
}

/** What the browser's own panel says of the fault. */
export interface PanelWords {
  /** The last thing that it logs of the event. */
  readonly eventName: string;
  /** The status that it gives there; null where it gives none. */
  readonly status: string | null;
  /** What it never says. */
  readonly never?: string;
}

/** A fault that really happens, and the same without the fault. */
export interface DoctorCase {
  readonly rule: string;
  readonly severity: Severity;
  /** The fault in words. Cases of one rule differ in it. */
  readonly what: string;
  readonly fault: Act;
  readonly healthy: Act;
  /** Where the browser's panel has it that all is well. */
  readonly panel?: PanelWords;
}
