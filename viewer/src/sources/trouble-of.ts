import type { SourceReason, SourceState } from './source.ts';

const WELL: ReadonlySet<SourceReason> = new Set(['connecting', 'connected', 'asleep']);

/** What is not as it should be with a source of entries, also while it goes on. */
export const troubleOf = ({ reason }: SourceState): SourceReason | undefined =>
  reason === undefined || WELL.has(reason) ? undefined : reason;

/** Nothing is recorded in the worker: what is in the log is half of what happened, and nobody can judge by it. */
export const isUnseen = ({ reason }: SourceState): boolean =>
  reason === 'no-plugin' || reason === 'no-worker';
