/**
 * Finds lifetimes of a growing list by their span; of equal ones the first.
 *
 * Nearly every entry belongs to a lifetime that is at hand, and a map of half a million strings takes longer than all
 * else here: so none is made before it is asked for, and then it takes in what came since.
 */
export function spanIndex<Lifetime extends { readonly span: string }>(
  lifetimes: readonly Lifetime[],
): (span: string) => Lifetime | undefined {
  let index: Map<string, Lifetime> | undefined;
  let indexed = 0;
  return (span) => {
    index ??= new Map();
    for (; indexed < lifetimes.length; indexed++) {
      const lifetime = lifetimes[indexed] as Lifetime;
      if (!index.has(lifetime.span)) index.set(lifetime.span, lifetime);
    }
    return index.get(span);
  };
}
