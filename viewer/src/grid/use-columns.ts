import { useMemo, useState } from 'react';
import { own } from '../model/own.ts';
import { readSetting, writeSetting } from '../shell/settings.ts';

export interface ColumnChoice {
  /** Ids of the columns that are shown; the same array until something is chosen. */
  readonly shown: readonly string[];
  toggle(id: string): void;
  /** Back to the standard. */
  reset(): void;
}

type Chosen = Readonly<Record<string, boolean>>;

/**
 * Which columns a person wants to see, remembered per grid.
 *
 * @param all ids in their order, @param standard those that are shown until chosen otherwise: the same arrays each time
 */
export function useColumns(grid: string, all: readonly string[], standard: readonly string[]): ColumnChoice {
  const [choices, setChoices] = useState<Readonly<Record<string, Chosen>>>({});
  const remembered = useMemo(() => readSetting<Chosen>(`shown:${grid}`, {}), [grid]);
  const chosen = own(choices, grid) ?? remembered;
  const shown = useMemo(
    () => all.filter((id) => own(chosen, id) ?? standard.includes(id)),
    [all, standard, chosen],
  );
  const keep = (next: Chosen): void => {
    writeSetting(`shown:${grid}`, next);
    setChoices({ ...choices, [grid]: next });
  };
  return {
    shown,
    toggle: (id) => keep({ ...chosen, [id]: !shown.includes(id) }),
    reset: () => keep({}),
  };
}
