import type { Service } from '../log/entry.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One problem, however often it happened. */
export interface Finding {
  /** Id of the rule, `D1` … `D47`. */
  readonly rule: string;
  /** Names this problem: the same whenever, and however often, it is found. */
  readonly key: string;
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** Where to read on: MDN, a specification, or the issue in which it was found out. */
  readonly link: string;
  /** Ids of the entries that prove it: the newest occurrence first, and of each occurrence the most telling entry first. */
  readonly entries: readonly string[];
  readonly service: Service;
  /** Tag, background-fetch id … when all occurrences share one. */
  readonly instanceId?: string;
  /** Scope of the service worker concerned; `''` for a page without one. */
  readonly scope: string;
  /** Lifetime of the newest occurrence. */
  readonly span?: string;
  /** Epoch milliseconds of the newest occurrence. */
  readonly time: number;
  /** Occurrences. */
  readonly count: number;
}
