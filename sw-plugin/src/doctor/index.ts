// For those who need the type of an entry where there are no types of a page: the log's own door opens databases.
export type { Entry, LoggedError } from '../log/entry.ts';
export { diagnose } from './diagnose.ts';
export type { Engine } from './engine.ts';
export { type Examination, examine, type Unchecked } from './examine.ts';
export type { Finding, Severity } from './finding.ts';
export type { DiagnoseOptions } from './history.ts';
export { isWatched } from './is-watched.ts';
export type { Lifetime, LifetimeOutcome } from './lifetime.ts';
export { lifetimes } from './lifetimes.ts';
export type { Rule } from './rule.ts';
export { CHECKLIST, type Check } from './rules/checklist.ts';
export { RULES } from './rules/index.ts';
export { saySource } from './say-source.ts';
export { whereItEnds } from './where-it-ends.ts';
