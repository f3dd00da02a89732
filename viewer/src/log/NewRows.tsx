import type { ReactElement } from 'react';
import type { LiveTail } from '../state/use-live-tail.ts';
import { useStrings } from '../text/use-strings.ts';

export interface NewRowsProps {
  readonly tail: LiveTail;
  readonly newestFirst: boolean;
}

/** What waits at the end of the list, and the way there. */
export function NewRows({ tail, newestFirst }: NewRowsProps): ReactElement | null {
  const t = useStrings();
  const { paused, fresh } = tail;
  if (!paused && fresh === 0) return null;
  const words = [paused ? t.paused : '', fresh > 0 ? t.newRows(fresh) : ''].filter((word) => word !== '');
  return (
    <button type="button" className="os-pill" onClick={tail.toNewest}>
      {words.join(' · ')}
      <span aria-hidden="true"> {paused ? '▸' : newestFirst ? '↑' : '↓'}</span>
      <span className="os-hidden">{paused ? t.resume : t.toNewest}</span>
    </button>
  );
}
