import type { Entry } from '../log/entry.ts';
import { detailOf, list } from './detail-readers.ts';
import { saySource } from './say-source.ts';

/** So many listeners are named. */
const MOST = 4;

/** `sw.js:12`: where the listeners were added that the event of an entry has, in that order, as far as it tells. */
export const listenerSources = (entry: Entry | undefined): readonly string[] =>
  list(detailOf(entry).sources)
    .slice(0, MOST)
    .flatMap((source) => saySource(source) ?? []);
