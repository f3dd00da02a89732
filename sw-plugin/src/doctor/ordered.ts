import type { Entry } from '../log/entry.ts';

const RANK = { start: 0, end: 2 } as const;
const rank = (entry: Entry): number => RANK[entry.detail?.phase as 'start' | 'end'] ?? 1;

/**
 * By time; at the same time a start comes before and an end after what is neither. Firefox and WebKit round their
 * clocks to whole milliseconds, so equal times are common there; `id` makes the order independent of the input's.
 */
const compare = (a: Entry, b: Entry): number =>
  a.time - b.time || rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The entries in order of time. Returns the same array when it is already so, as a log read in order of `seq` mostly is. */
export const ordered = (entries: readonly Entry[]): readonly Entry[] => {
  for (let i = 1; i < entries.length; i++) {
    if (compare(entries[i - 1] as Entry, entries[i] as Entry) > 0) return entries.toSorted(compare);
  }
  return entries;
};
