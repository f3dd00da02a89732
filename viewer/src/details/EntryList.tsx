import type { ReactElement } from 'react';
import type { LogModel } from '../model/log-model.ts';
import { SimulatedTag } from '../parts/SimulatedTag.tsx';
import { StandingChip } from '../parts/StandingChip.tsx';
import { formatDuration } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface ListedEntry {
  readonly position: number;
  readonly depth: number;
  /** Shown instead of the event's name. */
  readonly label?: string;
  readonly standing: ReturnType<LogModel['standing']>;
}

export interface EntryListProps {
  readonly model: LogModel;
  readonly items: readonly ListedEntry[];
  readonly current: number;
  onSelect(position: number): void;
}

/** Other entries that one click leads to, each with its distance in time from the current one. */
export function EntryList({ model, items, current, onSelect }: EntryListProps): ReactElement {
  const t = useStrings();
  const here = model.time.get(current);
  return (
    <ul className="os-entry-list">
      {items.map(({ position, depth, label, standing }) => {
        const entry = model.entry(position);
        const apart = entry.time - here;
        return (
          <li key={position}>
            <button
              type="button"
              className="os-entry-link"
              style={{ paddingInlineStart: 6 + depth * 14 }}
              aria-current={position === current || undefined}
              onClick={() => onSelect(position)}
            >
              <span className="os-swatch" data-color={entry.service} aria-hidden="true" />
              <span className="os-cell-text">{label ?? visibleLine(entry.event)}</span>
              {entry.parentGuess && (
                <span className="os-tag" title={t.guessed}>
                  ?
                </span>
              )}
              <SimulatedTag entry={entry} />
              <StandingChip standing={standing} />
              {position !== current && (
                <span className="os-quiet os-apart">
                  {apart < 0 ? '−' : '+'}
                  {formatDuration(Math.abs(apart))}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
