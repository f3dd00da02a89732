/**
 * A table's own member; undefined for a key that it does not have, whatever objects inherit: keys come from strangers,
 * and `table['constructor']` is a function.
 */
export const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
