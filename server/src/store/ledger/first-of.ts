/**
 * Returns the first `most` of the items in an order, sorted, and all others in any: of very many, most are compared once.
 */
export function firstOf<Item>(
  items: Iterable<Item>,
  most: number,
  compare: (a: Item, b: Item) => number,
): { readonly first: readonly Item[]; readonly others: readonly Item[] } {
  const others: Item[] = [];
  let first: Item[] = [];
  /** Whatever comes after it is not among the first. */
  let last: Item | undefined;
  const cut = (): void => {
    first.sort(compare);
    for (const item of first.slice(most)) others.push(item);
    first = first.slice(0, most);
    if (first.length === most) last = first.at(-1);
  };
  for (const item of items) {
    if (last !== undefined && compare(item, last) >= 0) others.push(item);
    else first.push(item);
    if (first.length >= 2 * most) cut();
  }
  cut();
  return { first, others };
}
