import type { ReactElement } from 'react';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import type { Range } from './Histogram.tsx';

export interface BucketTableProps {
  readonly counts: readonly (readonly number[])[];
  readonly names: readonly string[];
  readonly extent: Range;
}

/** The bars as numbers, for whoever cannot or would rather not read a chart. Buckets with nothing are left out. */
export function BucketTable({ counts, names, extent }: BucketTableProps): ReactElement {
  const t = useStrings();
  const buckets = counts[0]?.length ?? 0;
  const width = (extent[1] - extent[0]) / buckets;
  const used = names
    .map((_, series) => series)
    .filter((series) => counts[series]?.some((count) => count > 0));
  const filled = Array.from({ length: buckets }, (_, bucket) => bucket).filter((bucket) =>
    used.some((series) => (counts[series]?.[bucket] ?? 0) > 0),
  );
  return (
    <div className="os-bucket-table" tabIndex={0} role="group" aria-label={t.asTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.bucket}</th>
            {used.map((series) => (
              <th key={series} scope="col">
                {names[series]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map((bucket) => (
            <tr key={bucket}>
              <th scope="row">{formatTimestamp(extent[0] + bucket * width)}</th>
              {used.map((series) => (
                <td key={series}>{formatNumber(counts[series]?.[bucket] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
