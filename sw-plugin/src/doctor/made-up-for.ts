import type { TracedLifetime } from './traced-lifetime.ts';

/** A second way that is taken within this time (ms) is taken because the first one was refused. */
const SOON = 5_000;

/**
 * Did the app take another way after this call was refused, by a call of one of these `kinds`, and that was fulfilled?
 * Looks at all that happened in the same context: to be asked once per finding.
 */
export const madeUpFor = (
  { home_: home, start: refused }: TracedLifetime,
  kinds: readonly string[],
): boolean =>
  home.lifetimes_.some(
    ({ kind, start, outcome }) =>
      outcome === 'ok' && kinds.includes(kind) && start >= refused && start <= refused + SOON,
  );
