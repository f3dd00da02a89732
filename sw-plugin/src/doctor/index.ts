export { diagnose } from './diagnose.ts';
export type { Engine } from './engine.ts';
export type { Finding, Severity } from './finding.ts';
export type { DiagnoseOptions } from './history.ts';
export type { Lifetime, LifetimeOutcome } from './lifetime.ts';
export { lifetimes } from './lifetimes.ts';
export type { Rule } from './rule.ts';
export { RULES } from './rules/index.ts';
