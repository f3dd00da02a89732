import type { FindSpan } from './find-span.ts';
import type { TracedLifetime } from './traced-lifetime.ts';

/** A chain push → notification → click → window has four links; what is far longer is a loop. */
const MAX_DEPTH = 32;

/** Hangs every lifetime under its parent, unless a broken log says that they are each other's parents. */
export function adopt(lifetimes: readonly TracedLifetime[], find: FindSpan): void {
  let last: TracedLifetime | undefined;
  for (const lifetime of lifetimes) {
    if (lifetime.parent === undefined) {
      last = lifetime;
      continue;
    }
    // Most children come right after their parent, and comparing is cheaper than looking up.
    const parent = last?.span === lifetime.parent ? last : find(lifetime.parent, lifetime.home_);
    if (parent && !isAbove(lifetime, parent, find)) parent.adopt(lifetime);
  }
}

function isAbove(lifetime: TracedLifetime, parent: TracedLifetime, find: FindSpan): boolean {
  let above: TracedLifetime | undefined = parent;
  for (let depth = 0; above; depth++) {
    if (above === lifetime || depth === MAX_DEPTH) return true;
    above = above.parent === undefined ? undefined : find(above.parent, undefined);
  }
  return false;
}
