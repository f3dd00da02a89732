import { type CSSProperties, useState } from 'react';
import { own } from '../model/own.ts';
import { readSetting, writeSetting } from '../shell/settings.ts';
import type { GridColumn } from './grid-column.ts';

const NARROWEST = 36;

export interface ColumnWidths {
  /** Sets `--os-columns`, the template that header and rows share, and `--os-columns-width`, their least width. */
  readonly style: CSSProperties;
  /** @param width CSS pixels */
  resize(id: string, width: number): void;
  reset(id: string): void;
}

/** Column widths that a person chose, remembered per grid. */
export function useColumnWidths(grid: string, columns: readonly GridColumn[]): ColumnWidths {
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>(() =>
    readSetting(`columns:${grid}`, {}),
  );
  const keep = (next: Readonly<Record<string, number>>): void => {
    setChosen(next);
    writeSetting(`columns:${grid}`, next);
  };
  const template = columns.map(({ id, width, grow }) => {
    const kept = own(chosen, id);
    if (kept !== undefined) return `${kept}px`;
    return grow ? `minmax(${width}px, ${width}fr)` : `${width}px`;
  });
  const least = columns.reduce((sum, { id, width }) => sum + (own(chosen, id) ?? width), 0);
  return {
    style: { '--os-columns': template.join(' '), '--os-columns-width': `${least}px` } as CSSProperties,
    resize: (id, width) => keep({ ...chosen, [id]: Math.max(NARROWEST, Math.round(width)) }),
    reset(id) {
      const { [id]: _, ...rest } = chosen;
      keep(rest);
    },
  };
}
