import { ENTRY } from '../entry-type.ts';
import type { ReportFilter } from '../report.ts';

/**
 * Whose part of the ledger goes with the reports that a filter is after: what an installation told goes when that is to be
 * forgotten, whatever else is asked for, and what all told when everything goes. Else the ledger stays as it is.
 */
export function toldBy(filter: ReportFilter): readonly string[] | 'all' | undefined {
  if (filter.type !== undefined && !filter.type.includes(ENTRY)) return undefined;
  if (filter.install !== undefined) return filter.install;
  return Object.values(filter).every((value) => value === undefined || value === '') ? 'all' : undefined;
}
