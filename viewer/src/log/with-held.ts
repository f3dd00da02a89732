import type { Facets } from '../filter/scan.ts';
import type { ReportCounts } from '../sources/server-api.ts';

/** How much there is of a type or an origin, over all that a server has. @param held undefined where everything is here */
export function withHeld(facets: Facets, held: ReportCounts | undefined): Facets {
  if (held === undefined) return facets;
  return {
    ...facets,
    type: new Map(held.type.map(({ value, count }) => [value, count])),
    origin: new Map(held.origin.map(({ value, count }) => [`${value}/`, count])),
  };
}
