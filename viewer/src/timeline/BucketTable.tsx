import type { ReactElement } from 'react';
import type { Missing } from '../model/recording-holes.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import table from './BucketTable.css?inline';
import { missingWords } from './missing-words.ts';
import type { Range } from './range.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [table];

export interface BucketTableProps {
  readonly counts: readonly (readonly number[])[];
  readonly names: readonly string[];
  readonly extent: Range;
  readonly missing: Missing;
}

/** The bars as numbers, for whoever cannot or would rather not read a chart. Buckets with nothing to be said are left out. */
export function BucketTable({ counts, names, extent, missing }: BucketTableProps): ReactElement {
  const t = useStrings();
  const buckets = counts[0]?.length ?? 0;
  const width = (extent[1] - extent[0]) / buckets;
  const used = names
    .map((_, series) => series)
    .filter((series) => counts[series]?.some((count) => count > 0));
  const without = Array.from({ length: buckets }, (_, bucket) =>
    missingWords(missing, extent[0] + bucket * width, extent[0] + (bucket + 1) * width, t),
  );
  // Of a hole that goes on, its first bar says so.
  const filled = without.flatMap((words, bucket) =>
    used.some((series) => (counts[series]?.[bucket] ?? 0) > 0) || words !== (without[bucket - 1] ?? '')
      ? [bucket]
      : [],
  );
  const holes = without.some((words) => words !== '');
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
            {holes && <th scope="col">{t.notRecorded}</th>}
          </tr>
        </thead>
        <tbody>
          {filled.map((bucket) => (
            <tr key={bucket}>
              <th scope="row">{formatTimestamp(extent[0] + bucket * width)}</th>
              {used.map((series) => (
                <td key={series}>{formatNumber(counts[series]?.[bucket] ?? 0)}</td>
              ))}
              {holes && <td>{without[bucket]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
