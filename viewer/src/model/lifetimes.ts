import type { Entry } from '@offstage/sw-plugin/log';
import { adopt, createLifetime, type LifetimeRow } from './lifetime.ts';

/** The lifetimes of a log, by their span. */
export interface Lifetimes {
  of(span: string): LifetimeRow | undefined;
  /** Puts an entry into the lifetime that it belongs to; returns that one, undefined when there is none. */
  join(at: number, entry: Entry): LifetimeRow | undefined;
  /** Takes the first entry out: what is shown of a lifetime is what is left of it. */
  leave(at: number, from: LifetimeRow): void;
  clear(): void;
}

export function createLifetimes(): Lifetimes {
  const spans = new Map<string, LifetimeRow>();
  const named = (span: string): LifetimeRow => {
    let known = spans.get(span);
    if (known === undefined) {
      known = createLifetime(span);
      spans.set(span, known);
    }
    return known;
  };
  return {
    of: (span) => spans.get(span),
    join(at, entry) {
      // A moment inside a lifetime has no span of its own: it is shown among the entries of its parent.
      const span = entry.span ?? entry.parent;
      if (span === undefined) return undefined;
      const own = named(span);
      const phase = entry.span === undefined ? undefined : entry.detail.phase;
      if (phase === 'start') own.start = at;
      if (phase === 'end') own.end = at;
      if (at < (own.members[0] ?? Number.POSITIVE_INFINITY)) own.members.unshift(at);
      else own.members.push(at);
      if (entry.span !== undefined && entry.parent !== undefined) adopt(named(entry.parent), own);
      return own;
    },
    leave(at, own) {
      own.members.shift();
      if (own.start === at) own.start = undefined;
      if (own.end === at) own.end = undefined;
      if (own.members.length === 0 && own.children.length === 0) spans.delete(own.span);
    },
    clear: () => spans.clear(),
  };
}
