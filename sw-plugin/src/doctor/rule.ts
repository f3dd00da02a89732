import type { Entry } from '../log/entry.ts';
import type { Severity } from './finding.ts';
import type { History } from './history.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** What a finding says. What is absent is taken from the rule. */
export interface Words {
  readonly severity?: Severity;
  readonly title?: string | undefined;
  readonly cause: string;
  readonly fix: string;
}

/**
 * What proves it: a lifetime, by the entries that `proofOf` names, or entries, the most telling first. Service, instance
 * id, scope and time are those of the first.
 */
export type Proof = TracedLifetime | readonly [Entry, ...Entry[]];

/** One occurrence of a problem. */
export interface Occurrence {
  readonly proof_: Proof;
  /** Where it is not that of the proof: a page speaks of registrations that do not control it. */
  readonly scope?: string;
  /** Occurrences of a rule with the same key, service and scope are one finding. */
  readonly key?: string;
  /** Asked once per finding, not once per occurrence: a log can hold hundreds of thousands of them. */
  readonly words_: () => Words;
}

/**
 * Asks for all events and calls with a sign of `RARE`, in order of their start; simulated events are left out. All rules look
 * at one before any looks at the next: to fetch its entries from memory takes longer than to look at them.
 *
 * @param last called when there are no more
 */
export type Each = (sign: number, look: (lifetime: TracedLifetime) => void, last?: () => void) => void;

export interface Rule {
  readonly id: string;
  /** The title unless the evidence says more; absent where it always does. */
  readonly title?: string;
  /** The severity unless the evidence says otherwise; `error` unless given. */
  readonly severity?: Severity;
  /** Where to read on. In a rule's own file it may be a path below MDN's Web API pages. */
  readonly link: string;
  /** Milliseconds that a log has to span before the rule can speak: less than any log keeps. */
  readonly patience?: number;
  /** Looks at the log; at what many lifetimes have to be looked at for, when `each` hands it over. */
  readonly find: (history: History, found: (occurrence: Occurrence) => void, each: Each) => void;
}
