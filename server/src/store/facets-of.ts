import type { FACETS } from './count-queries.ts';
import type { Facets, FacetValue } from './store.ts';

/** A row of `facetsQuery`; PostgreSQL gives sums as text. */
export interface FacetRow {
  readonly facet: (typeof FACETS)[number] | 'total';
  readonly value: string;
  readonly count: number | string;
}

export function facetsOf(rows: readonly FacetRow[]): Facets {
  const values = (name: FacetRow['facet']): readonly FacetValue[] =>
    rows
      .filter((row) => row.facet === name)
      .map(({ value, count }) => ({ value, count: Number(count) }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    total: values('total')[0]?.count ?? 0,
    type: values('type'),
    origin: values('origin'),
    endpoint: values('endpoint'),
    browser: values('browser'),
    noise: values('noise'),
  };
}
