import type { ReactElement } from 'react';
import { formatAgo, formatTimestamp } from '../text/format.ts';

export interface WhenProps {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly now: number;
}

/** How long ago; when it was is shown where the row is pointed at or chosen, and is what is copied. */
export function When({ time, now }: WhenProps): ReactElement {
  const at = formatTimestamp(time);
  return (
    <time className="os-when" title={at}>
      <span className="os-when-ago">{formatAgo(time, now)}</span>
      <span className="os-when-at">{at}</span>
    </time>
  );
}
