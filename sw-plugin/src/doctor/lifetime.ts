import type { Entry, Outcome, Service } from '../log/entry.ts';

/** `terminated`: it began, it never ended, and its worker is gone. `running`: it has not ended yet, or a page began it. */
export type LifetimeOutcome = Outcome | 'terminated' | 'running';

/** All entries of one span: one dispatched event, or one call. */
export interface Lifetime {
  readonly span: string;
  readonly service: Service;
  /** DOM event type (`push`) or method (`SyncManager.register`). */
  readonly type: string;
  /** The same in the catalogue's words, whatever the watcher called it: `push`, `sync.register()`. */
  readonly kind: string;
  readonly instanceId: string;
  /** Epoch milliseconds. */
  readonly start: number;
  /** Epoch milliseconds; undefined while it has not ended, and when it never will. */
  readonly end: number | undefined;
  readonly outcome: LifetimeOutcome;
  /** Milliseconds; undefined without an end. */
  readonly duration: number | undefined;
  /** In order of time, the start first and the end last. */
  readonly entries: readonly Entry[];
  /** The entry that opened it; undefined when retention has already taken it. */
  readonly opening: Entry | undefined;
  /** The entry that closed it. */
  readonly closing: Entry | undefined;
  /** Span of the lifetime during which, or because of which, this one happened. */
  readonly parent: string | undefined;
  /** `parent` is a guess: several lifetimes were open. */
  readonly parentGuess: boolean;
  readonly children: readonly Lifetime[];
  readonly context: 'worker' | 'page';
  readonly boot: string;
  readonly scope: string;
  /** An event dispatched to a worker; false for a call. */
  readonly dispatched: boolean;
  /** False for a simulated event. */
  readonly trusted: boolean;
}
