/** Values by key, of which those are forgotten that were not used for longest. */
export interface Recent<Key, Value> {
  /** Uses it; `undefined` where it is not known. */
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/**
 * Remembers the last `limit` keys that were used, and up to twice as many for a while: once so many are young, they are the
 * old ones, and those that were old until then go at once. To remove the oldest key of one full `Map` with every new one
 * costs more than all else that a report needs: before the first key the engine passes each place that was emptied since it
 * last tidied up.
 *
 * @param own makes of a key one to keep, where a key may be a part of something large
 */
export function createRecent<Key, Value>(
  limit: number,
  own: (key: Key) => Key = (key) => key,
): Recent<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  function set(key: Key, value: Value): void {
    if (young.has(key)) {
      young.set(key, value);
      return;
    }
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(own(key), value);
  }

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) {
        old.delete(key);
        set(key, before);
      }
      return before;
    },
    set,
  };
}
