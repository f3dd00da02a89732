import type { ReactElement } from 'react';
import { Button } from '../parts/Button.tsx';
import { visibleLine } from '../text/visible.ts';
import { FILTERS, type FilterName, type PushView } from './push-view.ts';
import { usePushStrings, wordFor } from './push-words.ts';

export interface PushFiltersProps {
  readonly view: PushView;
  onView(patch: Partial<PushView>): void;
}

/** What the pushes are narrowed to; each goes away with a press. */
export function PushFilters({ view, onView }: PushFiltersProps): ReactElement | null {
  const p = usePushStrings();
  const { filter } = view;
  const chosen = FILTERS.filter((name) => filter[name] !== undefined);
  if (chosen.length === 0) return null;
  const words = (name: FilterName): string => {
    const values = (filter[name] ?? []).map((value) => {
      if (name === 'state') return wordFor(p.oneState, value);
      if (name === 'reporting') return value === 'yes' ? p.yes : p.no;
      if (name === 'status' && value === '0') return wordFor(p.none, name);
      return value === '' ? wordFor(p.none, name) : visibleLine(value, 60);
    });
    return `${wordFor(p.filter, name)}: ${values.join(', ')}`;
  };
  return (
    <ul className="os-push-filters" aria-label={p.filters}>
      {chosen.map((name) => (
        <li key={name}>
          <Button
            text
            icon="close"
            className="os-button os-chip os-toggle"
            label={words(name)}
            title={p.removeFilter(words(name))}
            data-chosen
            onClick={() => {
              const { [name]: _, ...rest } = filter;
              onView({ filter: rest });
            }}
          />
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <Button text label={p.clearFilters} onClick={() => onView({ filter: {} })} />
        </li>
      )}
    </ul>
  );
}
