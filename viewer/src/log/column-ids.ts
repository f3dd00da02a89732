import type { STRINGS } from '../text/strings.ts';

export type ColumnId = keyof typeof STRINGS.column;

/** Order of the columns: DevTools' in its own order, ours between them or at the end. */
const OF_EVENTS: readonly ColumnId[] = [
  'number',
  'time',
  'event',
  'outcome',
  'duration',
  'service',
  'origin',
  'storageKey',
  'scope',
  'instanceId',
];
const OF_LIFETIMES: readonly ColumnId[] = [
  'number',
  'time',
  'event',
  'outcome',
  'duration',
  'service',
  'instanceId',
  'scope',
  'origin',
  'storageKey',
];

const without = (ids: readonly ColumnId[], ...left: readonly ColumnId[]): readonly ColumnId[] =>
  ids.filter((id) => !left.includes(id));

export interface ColumnIds {
  readonly all: readonly ColumnId[];
  /** What is shown until a person chooses otherwise. */
  readonly standard: readonly ColumnId[];
}

// One service's panel needs no column that repeats its name.
const LIFETIMES_OF_ALL = without(OF_LIFETIMES, 'origin', 'storageKey');
const LIFETIMES_OF_ONE = without(LIFETIMES_OF_ALL, 'service');
const EVENTS_OF_ALL = without(OF_EVENTS, 'outcome', 'duration');
const EVENTS_OF_ONE = without(EVENTS_OF_ALL, 'service');

/** The columns of a view of the log. The same arrays each time. */
export function columnIds(lifetimes: boolean, allServices: boolean): ColumnIds {
  return lifetimes
    ? { all: OF_LIFETIMES, standard: allServices ? LIFETIMES_OF_ALL : LIFETIMES_OF_ONE }
    : { all: OF_EVENTS, standard: allServices ? EVENTS_OF_ALL : EVENTS_OF_ONE };
}

/** On a phone a row has two lines, and room for these. */
export const COMPACT_COLUMNS: readonly ColumnId[] = ['time', 'event', 'outcome', 'instanceId'];
