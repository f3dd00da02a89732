import type { TracedLifetime } from './traced-lifetime.ts';

/** So many events and calls are open at once, but in a storm. */
const MOST = 8;

export interface OpenLifetimes {
  /** The lifetime of a span, if it is open or was the last to be touched. */
  find(span: string): TracedLifetime | undefined;
  /** Says that a lifetime was begun, continued or ended. */
  touch_(lifetime: TracedLifetime): void;
}

/** The few lifetimes that the next entry most likely continues: comparing a few strings is cheaper than hashing one. */
export function openLifetimes(): OpenLifetimes {
  const open: TracedLifetime[] = [];
  let last: TracedLifetime | undefined;
  return {
    find(span) {
      if (last?.span === span) return last;
      for (let i = open.length - 1; i >= 0; i--) if (open[i]?.span === span) return open[i];
      return undefined;
    },
    touch_(lifetime) {
      last = lifetime;
      if (lifetime.closing_) {
        // Mostly the last to begin is the first to end, and `splice()` would make an array for it.
        if (open.at(-1) === lifetime) open.pop();
        else if (open.includes(lifetime)) open.splice(open.indexOf(lifetime), 1);
      } else if (!open.includes(lifetime)) {
        if (open.length === MOST) open.shift();
        open.push(lifetime);
      }
    },
  };
}
