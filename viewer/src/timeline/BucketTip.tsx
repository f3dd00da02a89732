import type { ReactElement } from 'react';
import type { Missing } from '../model/recording-holes.ts';
import { formatClock, formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { missingWords } from './missing-words.ts';

export interface BucketTipProps {
  readonly counts: readonly (readonly number[])[];
  readonly failures: readonly number[];
  readonly names: readonly string[];
  readonly colors: readonly string[];
  readonly bucket: number;
  readonly missing: Missing;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Where the bar is, 0 to 1 from the left. */
  readonly place: number;
}

/** What a bar stands for. "As a table" says the same to whoever points at nothing. */
export function BucketTip(props: BucketTipProps): ReactElement | null {
  const { counts, failures, names, colors, bucket, missing, from, to, place } = props;
  const t = useStrings();
  const rows = names.flatMap((name, series) => {
    const count = counts[series]?.[bucket] ?? 0;
    return count === 0 ? [] : [{ name, color: colors[series], count }];
  });
  const without = missingWords(missing, from, to, t);
  if (rows.length === 0 && without === '') return null;
  const failed = failures[bucket] ?? 0;
  return (
    <div
      className="os-bucket-tip"
      aria-hidden="true"
      style={place < 0.5 ? { left: `${place * 100}%` } : { right: `${(1 - place) * 100}%` }}
    >
      <p>
        {formatTimestamp(from)} – {formatClock(to)}
      </p>
      {rows.map(({ name, color, count }) => (
        <p key={name}>
          <span className="os-swatch" data-color={color} /> {name} {formatNumber(count)}
        </p>
      ))}
      {failed > 0 && <p>{t.failuresIn(failed)}</p>}
      {without !== '' && (
        <p>
          <span className="os-swatch os-hole" /> {without}
        </p>
      )}
    </div>
  );
}
