import { type KeyboardEvent, type ReactElement, useId, useLayoutEffect, useRef } from 'react';
import { Boundary } from '../parts/Boundary.tsx';
import { GridHeader } from './GridHeader.tsx';
import type { GridColumn, GridSort } from './grid-column.ts';
import { useColumnWidths } from './use-column-widths.ts';
import { useWindow } from './use-window.ts';

/** What a row says beyond its cells. */
export interface RowState {
  readonly tone?: string;
  readonly level?: number;
  /** A line above it, with these words. */
  readonly since?: string | undefined;
  /** Undefined where there is nothing to open. */
  readonly open?: boolean | undefined;
}

export interface GridProps {
  /** Names the grid for screen readers, and its remembered column widths. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly count: number;
  readonly rowHeight: number;
  readonly active: number;
  readonly follow?: 'end' | 'start' | undefined;
  /** Raised to go to where new rows come. */
  readonly jump?: number;
  readonly sort?: GridSort;
  readonly tree?: boolean;
  /** The columns have no names, where rows explain themselves and room is short. */
  readonly headless?: boolean;
  /** Stands for a row across changes of the list, so that the scroll position can be kept. */
  keyAt(index: number): number;
  indexOf(key: number): number;
  /** Names a row of which a cell cannot be shown. */
  nameAt?(index: number): string;
  state?(index: number): RowState;
  onActivate(index: number): void;
  onOpen?(index: number, open: boolean): void;
  onEnter?(index: number): void;
  onAway?(away: boolean): void;
}

/** What was in sight, so that it still is when the list or its room has changed. */
interface Anchor {
  /** Of the topmost row. */
  readonly key: number;
  /** How much of that row is scrolled away, CSS pixels. */
  readonly hidden: number;
  /** The newest row is in sight, and stays there. */
  readonly stuck: boolean;
  readonly activeSeen: boolean;
}

const HEADER = 27;

/**
 * A table of any length in which one row is active. One tab stop; the active row is always in the document, so that
 * `aria-activedescendant` holds while it is scrolled out of sight.
 */
export function Grid(props: GridProps): ReactElement {
  const { columns, count, rowHeight, active, follow, tree = false, keyAt, indexOf } = props;
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useWindow(scroller, count, rowHeight, props.headless ? 0 : HEADER);
  const widths = useColumnWidths(props.id, columns);
  const anchor = useRef<Anchor | undefined>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new list may move the scroll position
  useLayoutEffect(() => {
    const last = anchor.current;
    if (count === 0) return;
    if (last === undefined || (last.stuck && follow !== undefined)) {
      rows.scrollTo(follow === 'end' ? count : 0);
      return;
    }
    const index = indexOf(last.key);
    if (index !== -1) rows.scrollTo(index, last.hidden);
    // Less room, e.g. for the details below: what is being read stays in sight.
    if (last.activeSeen && active >= 0) rows.reveal(active);
  }, [indexOf, count, follow, rows.view]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a raised number is the whole message
  useLayoutEffect(() => {
    if (props.jump) rows.scrollTo(props.follow === 'start' ? 0 : count);
  }, [props.jump]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the active row brings it into sight
  useLayoutEffect(() => {
    if (active >= 0 && active < count) rows.reveal(active);
  }, [active]);

  // Last: what is kept in sight is what is in sight by then, the row of a link among it.
  useLayoutEffect(() => {
    if (count === 0) return;
    const { row, hidden } = rows.position();
    const atNewest = follow === 'end' ? rows.atEnd() : row === 0 && hidden === 0;
    // Who has chosen a row reads it, and is not taken elsewhere by what arrives.
    const stuck = atNewest && (active < 0 || active === (follow === 'end' ? count - 1 : 0));
    if (anchor.current?.stuck !== stuck) props.onAway?.(!stuck);
    const activeSeen = active >= row && active <= row + rows.page;
    anchor.current = { key: keyAt(Math.min(row, count - 1)), hidden, stuck, activeSeen };
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, active, count, rows.page);
    const state = active >= 0 ? props.state?.(active) : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target !== undefined) props.onActivate(target);
    else if (event.key === 'ArrowRight' && state?.open === false) props.onOpen?.(active, true);
    else if (event.key === 'ArrowLeft' && state?.open === true) props.onOpen?.(active, false);
    else if (event.key === 'ArrowLeft' && (state?.level ?? 0) > 0) props.onActivate(above(active, props));
    else if (event.key === 'Enter' && active >= 0) props.onEnter?.(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const shown: number[] = [];
  for (let index = rows.first; index < rows.last; index++) shown.push(index);
  const stray = active >= 0 && active < count && (active < rows.first || active >= rows.last);

  const row = (index: number, away: boolean): ReactElement => {
    const state = props.state?.(index) ?? {};
    return (
      <div
        key={index}
        id={`${prefix}${index}`}
        role="row"
        aria-rowindex={index + (props.headless ? 1 : 2)}
        aria-selected={index === active}
        {...(tree && { 'aria-level': (state.level ?? 0) + 1 })}
        {...(tree && state.open !== undefined && { 'aria-expanded': state.open })}
        className="os-row"
        data-tone={state.tone}
        data-away={away || undefined}
        data-since={state.since}
        data-odd={index % 2 === 1 || undefined}
        style={{ height: rowHeight }}
        onClick={() => props.onActivate(index)}
        onDoubleClick={() => props.onEnter?.(index)}
      >
        <Boundary
          about={columns}
          instead={
            <div role="gridcell" className="os-cell">
              ⚠ {props.nameAt?.(index)}
            </div>
          }
        >
          <Cells columns={columns} index={index} />
        </Boundary>
      </div>
    );
  };

  const semantics = {
    role: tree ? 'treegrid' : 'grid',
    'aria-label': props.label,
    'aria-rowcount': count + (props.headless ? 0 : 1),
    'aria-colcount': columns.length,
    'aria-activedescendant': active >= 0 && active < count ? `${prefix}${active}` : undefined,
    onKeyDown,
  };
  return (
    <div ref={scroller} className="os-grid" {...semantics} tabIndex={0} style={widths.style}>
      {!props.headless && (
        <GridHeader columns={columns} widths={widths} {...(props.sort && { sort: props.sort })} />
      )}
      <div className="os-rows" role="rowgroup" style={{ height: rows.height }}>
        <div className="os-rows-shown" role="presentation" style={{ transform: `translateY(${rows.top}px)` }}>
          {shown.map((index) => row(index, false))}
        </div>
        {stray && row(active, true)}
      </div>
    </div>
  );
}

interface CellsProps {
  readonly columns: readonly GridColumn[];
  readonly index: number;
}

/** The cells of a row; a component of its own, so that what fails in one takes no other row with it. */
function Cells({ columns, index }: CellsProps): ReactElement {
  return (
    <>
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className="os-cell"
          data-column={column.id}
          data-end={column.end}
        >
          {column.cell(index)}
        </div>
      ))}
    </>
  );
}

function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(active + 1);
    case 'ArrowUp':
    case 'k':
      return within(active - 1);
    case 'PageDown':
      return within(active + page);
    case 'PageUp':
      return within(active - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function above(index: number, props: GridProps): number {
  const level = props.state?.(index).level ?? 0;
  let at = index - 1;
  while (at > 0 && (props.state?.(at).level ?? 0) >= level) at--;
  return at;
}
