import { memo, type NamedExoticComponent, type ReactElement, useCallback, useMemo } from 'react';
import { hasInside, isOpen, type Rows } from '../filter/rows.ts';
import type { ScanResult } from '../filter/scan.ts';
import { Grid, type RowState } from '../grid/Grid.tsx';
import type { LogModel } from '../model/log-model.ts';
import type { MarkSeverity } from '../parts/Mark.tsx';
import { sameData } from '../shell/same-data.ts';
import { useNow } from '../shell/use-now.ts';
import { useStrings } from '../text/use-strings.ts';
import { logColumns } from './log-columns.tsx';
import { seenUntil } from './seen-until.ts';

export interface LogGridProps {
  readonly model: LogModel;
  readonly result: ScanResult;
  readonly rows: Rows;
  readonly toggled: ReadonlySet<string>;
  readonly lifetimes: boolean;
  readonly newestFirst: boolean;
  readonly compact: boolean;
  /** Columns that are shown, in their order. */
  readonly shown: readonly string[];
  /** Position of the selected entry. */
  readonly selected: number | undefined;
  readonly relative: boolean;
  /** When somebody last looked, epoch milliseconds. */
  readonly since: number | undefined;
  readonly follow: boolean;
  /** Raised to go to the newest row. */
  readonly jump: number;
  mark(id: string): MarkSeverity | undefined;
  onSelect(position: number): void;
  onEnter(position: number): void;
  onToggle(span: string): void;
  onSort(): void;
  onAway(away: boolean): void;
}

/** The rows. Drawn again only for other rows: a keystroke in the filter must not wait for the old ones. */
export const LogGrid: NamedExoticComponent<LogGridProps> = memo(GridOfLog, sameData);

function GridOfLog(props: LogGridProps): ReactElement {
  const { model, result, rows, toggled, lifetimes, newestFirst, compact, shown, selected, mark } = props;
  const t = useStrings();
  const now = useNow(props.relative, 15_000);
  const line = useMemo(
    () => seenUntil(model, rows, props.since, newestFirst),
    [model, rows, props.since, newestFirst],
  );
  const openAt = useCallback(
    (index: number): boolean | undefined => {
      const life = rows.lifetime(index);
      return life !== undefined && hasInside(life) ? isOpen(life, result, toggled) : undefined;
    },
    [rows, result, toggled],
  );
  const toggle = (index: number): void => {
    const life = rows.lifetime(index);
    if (life !== undefined) props.onToggle(life.span);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `toggle` follows from `rows`
  const columns = useMemo(
    () =>
      logColumns({
        model,
        rows,
        t,
        newestFirst,
        compact,
        shown,
        mark,
        now,
        isOpen: openAt,
        onOpen: toggle,
      }),
    [model, rows, t, newestFirst, compact, shown, mark, now, openAt],
  );
  const state = (index: number): RowState => {
    const life = rows.lifetime(index);
    const tone = life === undefined ? model.standing(rows.at(index)) : model.standingOf(life);
    const since = index === line ? `${newestFirst ? '↑' : '↓'} ${t.sinceLooked}` : undefined;
    return { tone, level: rows.depth(index), open: openAt(index), since };
  };
  return (
    <Grid
      id={lifetimes ? 'lifetimes' : 'events'}
      label={t.events}
      columns={columns}
      count={rows.length}
      rowHeight={compact ? 52 : 24}
      active={selected === undefined ? -1 : rows.indexOf(selected)}
      follow={props.follow ? (newestFirst ? 'start' : 'end') : undefined}
      sort={{ column: 'time', descending: newestFirst, toggle: props.onSort }}
      jump={props.jump}
      tree={lifetimes}
      headless={compact}
      keyAt={rows.at}
      indexOf={rows.indexOf}
      nameAt={(index) => model.entry(rows.at(index)).id}
      state={state}
      onActivate={(index) => props.onSelect(rows.at(index))}
      onOpen={toggle}
      onEnter={(index) => props.onEnter(rows.at(index))}
      onAway={props.onAway}
    />
  );
}
