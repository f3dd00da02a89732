import type { Entry } from '../log/entry.ts';
import type { Severity } from './finding.ts';
import type { History } from './history.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** What a finding says. What is absent is taken from the rule. */
export interface Words {
  readonly severity?: Severity;
  readonly title?: string;
  readonly cause: string;
  readonly fix: string;
  readonly link?: string;
}

/**
 * What proves it: a lifetime, by the entries that `proofOf` names, or entries, the most telling first. Service, instance
 * id, scope and time are those of the first.
 */
export type Proof = TracedLifetime | readonly [Entry, ...Entry[]];

/** One occurrence of a problem. */
export interface Occurrence {
  readonly proof: Proof;
  /** Occurrences of a rule with the same key, service and scope are one finding. */
  readonly key?: string;
  /** Asked once per finding, not once per occurrence: a log can hold hundreds of thousands of them. */
  readonly words: () => Words;
}

export interface Rule {
  readonly id: string;
  readonly title: string;
  /** The severity unless the evidence says otherwise. */
  readonly severity: Severity;
  /** What is looked at, in one sentence, for "nothing found". */
  readonly checks: string;
  /** What the log must hold for the rule to speak. */
  readonly needs: string;
  readonly link: string;
  readonly find: (history: History, found: (occurrence: Occurrence) => void) => void;
}
