import type { ReactElement } from 'react';
import type { ColumnChoice } from '../grid/use-columns.ts';
import { Menu } from '../parts/Menu.tsx';
import { useStrings } from '../text/use-strings.ts';
import type { ColumnId } from './column-ids.ts';

export interface ColumnChooserProps {
  readonly all: readonly ColumnId[];
  readonly choice: ColumnChoice;
}

/** Shows and hides columns; the one that names a row stays. */
export function ColumnChooser({ all, choice }: ColumnChooserProps): ReactElement {
  const t = useStrings();
  return (
    <Menu
      icon="columns"
      label={t.columns}
      several
      items={[
        ...all
          .filter((id) => id !== 'event')
          .map((id) => ({
            id,
            label: id === 'number' ? t.columnNumber : t.column[id],
            checked: choice.shown.includes(id),
            run: () => choice.toggle(id),
          })),
        { id: 'reset', label: t.resetColumns, run: choice.reset },
      ]}
    />
  );
}
