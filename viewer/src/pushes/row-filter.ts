import { type FilterName, type PushView, SPLITS } from './push-view.ts';

const HOUR = 3_600_000;

/** What a row of the table is about, put into the filter; undefined where nothing can ask for it. */
export function rowFilter(
  view: PushView,
  value: string | null,
  from: number | undefined,
): Partial<PushView> | undefined {
  const { split, filter, range } = view;
  if (value === null) return undefined;
  if (split === 'hour' || split === 'day') {
    const start = Number(value);
    const end = start + (split === 'day' ? 24 * HOUR : HOUR);
    // The first and the last row may be cut by the time that is asked for.
    return {
      range: [Math.max(start, from ?? 0), Math.min(end, range?.[1] ?? Number.POSITIVE_INFINITY)],
      last: undefined,
    };
  }
  if (split.startsWith('label:')) {
    // That a label is missing is nothing to filter by.
    if (value === '') return undefined;
    return { filter: { ...filter, label: [`${split.slice('label:'.length)}:${value}`] } };
  }
  return { filter: { ...filter, [split as FilterName]: [value] } };
}

/** What to split by next, once the filter says one value of it. */
export function nextSplit({ split }: PushView): string {
  if (split === 'day') return 'hour';
  return split === SPLITS[0] ? 'day' : SPLITS[0];
}
