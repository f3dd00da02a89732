import type { PointerEvent, ReactElement } from 'react';
import { useStrings } from '../text/use-strings.ts';
import type { GridColumn, GridSort } from './grid-column.ts';
import type { ColumnWidths } from './use-column-widths.ts';

export interface GridHeaderProps {
  readonly columns: readonly GridColumn[];
  readonly widths: ColumnWidths;
  readonly sort?: GridSort;
}

export function GridHeader({ columns, widths, sort }: GridHeaderProps): ReactElement {
  const drag = (column: GridColumn) => (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const cell = handle.parentElement as HTMLElement;
    const start = event.clientX;
    const before = cell.getBoundingClientRect().width;
    const sign = getComputedStyle(cell).direction === 'rtl' ? -1 : 1;
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent): void =>
      widths.resize(column.id, before + (clientX - start) * sign);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return (
    <div className="os-rowgroup-header" role="rowgroup">
      <div className="os-row os-row-header" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            className="os-cell"
            data-column={column.id}
            data-end={column.end}
            {...(sort?.column === column.id && {
              'aria-sort': sort.descending ? 'descending' : 'ascending',
            })}
          >
            {sort?.column === column.id ? (
              <SortButton label={column.label} sort={sort} />
            ) : (
              <span className="os-cell-text">{column.label}</span>
            )}
            <span
              className="os-resizer"
              aria-hidden="true"
              onPointerDown={drag(column)}
              onDoubleClick={() => widths.reset(column.id)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function SortButton({ label, sort }: { readonly label: string; readonly sort: GridSort }): ReactElement {
  const t = useStrings();
  return (
    <button type="button" className="os-sort" tabIndex={-1} title={t.newestFirst} onClick={sort.toggle}>
      {label}
      <span aria-hidden="true">{sort.descending ? '▾' : '▴'}</span>
    </button>
  );
}
