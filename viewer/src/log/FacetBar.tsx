import { CATALOGUE } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { chosenValues, toggleValue, withValues } from '../filter/edit.ts';
import type { FacetKey, Facets } from '../filter/scan.ts';
import { KINDS } from '../model/housekeeping.ts';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { Popover } from '../parts/Popover.tsx';
import { formatNumber } from '../text/format.ts';
import type { Strings } from '../text/strings.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface FacetBarProps {
  readonly filter: string;
  readonly facets: Facets;
  /** Facets that make sense here. */
  readonly keys: readonly FacetKey[];
  onFilter(filter: string): void;
}

const MOST = 50;

/** One chip per facet; it opens a list of values, each with how many events it would show. */
export function FacetBar({ filter, facets, keys, onFilter }: FacetBarProps): ReactElement | null {
  const t = useStrings();
  const noted = facets.kind.get('housekeeping') ?? 0;
  const notedShown = chosenValues(filter, 'kind').includes('housekeeping');
  // Nothing to choose, nothing to scroll to.
  if (noted === 0 && keys.every((key) => facets[key].size === 0 && chosenValues(filter, key).length === 0))
    return null;
  return (
    <fieldset className="os-facets" aria-label={t.facets}>
      {keys.map((key) => {
        const chosen = chosenValues(filter, key);
        const values = [...facets[key]].filter(([value]) => value !== '');
        const names = values.filter(([value]) => chosen.includes(value.toLowerCase()));
        const label =
          chosen.length === 0
            ? t.facet[key]
            : `${t.facet[key]}: ${names.map(([value]) => facetName(key, value, t)).join(', ') || chosen.join(', ')}`;
        return (
          <Popover
            key={key}
            label={label}
            pressed={chosen.length > 0}
            disabled={values.length === 0 && chosen.length === 0}
          >
            <ul className="os-facet-values">
              {values.slice(0, MOST).map(([value, count]) => (
                <li key={value}>
                  <label className="os-facet-value">
                    <input
                      type="checkbox"
                      checked={chosen.includes(value.toLowerCase())}
                      onChange={() => onFilter(toggleValue(filter, key, value))}
                    />
                    <span className="os-cell-text">{facetName(key, value, t)}</span>
                    <span className="os-count">{formatNumber(count)}</span>
                  </label>
                </li>
              ))}
            </ul>
            {chosen.length > 0 && (
              <Button text label={t.showEverything} onClick={() => onFilter(withValues(filter, key, []))} />
            )}
          </Popover>
        );
      })}
      {(noted > 0 || notedShown) && (
        <Button
          text
          className="os-button os-chip os-toggle"
          label={t.housekeeping(noted)}
          title={t.housekeepingHint}
          aria-pressed={notedShown}
          data-chosen={notedShown || undefined}
          onClick={() => onFilter(withValues(filter, 'kind', notedShown ? [] : KINDS))}
        />
      )}
    </fieldset>
  );
}

function facetName(key: FacetKey, value: string, t: Strings): string {
  if (key === 'service') return own(CATALOGUE, value)?.title ?? value;
  if (key === 'outcome') return own(t.standing, value) ?? value;
  return visibleLine(value, 80);
}
