import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import type { FacetKey } from '../filter/scan.ts';
import { FacetBar } from './FacetBar.tsx';
import { FilterBar, type FilterBarProps } from './FilterBar.tsx';

export interface LogFiltersProps extends FilterBarProps {
  /** Undefined: all services. */
  readonly service: Service | undefined;
}

const OF_ALL: readonly FacetKey[] = ['service', 'outcome', 'event', 'scope', 'origin', 'context'];
const OF_ONE: readonly FacetKey[] = OF_ALL.filter((key) => key !== 'service');
const OF_REPORTS: readonly FacetKey[] = ['type', 'origin', 'context'];

/** The filter as text, and as choices that write that text. */
export function LogFilters({ service, ...filter }: LogFiltersProps): ReactElement {
  return (
    <div className="os-filters">
      <FilterBar {...filter} />
      <FacetBar
        filter={filter.filter}
        facets={filter.facets}
        keys={service === 'reporting' ? OF_REPORTS : service === undefined ? OF_ALL : OF_ONE}
        onFilter={filter.onFilter}
      />
    </div>
  );
}
