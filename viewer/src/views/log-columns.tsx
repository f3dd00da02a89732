import { CATALOGUE } from '@offstage/sw-plugin/log';
import type { Rows } from '../filter/rows.ts';
import type { GridColumn } from '../grid/Grid.tsx';
import type { LogModel } from '../model/log-model.ts';
import { formatClock, formatTimestamp, scopePath } from '../text/format.ts';
import type { Strings } from '../text/strings.ts';
import { visibleLine } from '../text/visible.ts';
import { DurationBar } from './DurationBar.tsx';
import { EventName } from './EventName.tsx';
import { StandingChip } from './StandingChip.tsx';

export interface LogColumnOptions {
  readonly model: LogModel;
  readonly rows: Rows;
  readonly t: Strings;
  readonly lifetimes: boolean;
  readonly newestFirst: boolean;
  readonly compact: boolean;
  /** One service's panel needs no column that repeats its name. */
  readonly allServices: boolean;
  /** The worst finding that points at an entry. */
  mark(id: string): 'error' | 'warning' | 'info' | undefined;
  onOpen(index: number): void;
  isOpen(index: number): boolean | undefined;
}

/** The columns of DevTools, under its names and in its order; ours stand between where lifetimes are shown. */
export function logColumns(options: LogColumnOptions): readonly GridColumn[] {
  const { model, rows, t, lifetimes, newestFirst, compact, allServices } = options;
  const entry = (index: number) => model.entry(rows.at(index));
  const text = (value: string) => <span className="os-cell-text">{visibleLine(value)}</span>;
  const standing = (index: number) => {
    const life = rows.lifetime(index);
    return life === undefined ? model.standing(rows.at(index)) : model.standingOf(life);
  };

  const number: GridColumn = {
    id: 'number',
    label: t.column.number,
    width: 52,
    end: true,
    cell: (index) => (newestFirst ? rows.length - index : index + 1),
  };
  const time: GridColumn = {
    id: 'time',
    label: t.column.time,
    width: compact ? 100 : 172,
    cell: (index) => text((compact ? formatClock : formatTimestamp)(entry(index).time)),
  };
  const event: GridColumn = {
    id: 'event',
    label: t.column.event,
    width: 200,
    grow: true,
    cell: (index) => (
      <EventName
        entry={entry(index)}
        lifetime={rows.lifetime(index)}
        depth={rows.depth(index)}
        open={options.isOpen(index)}
        mark={options.mark(entry(index).id)}
        onOpen={() => options.onOpen(index)}
      />
    ),
  };
  const outcome: GridColumn = {
    id: 'outcome',
    label: t.column.outcome,
    width: 104,
    cell: (index) => <StandingChip standing={standing(index)} />,
  };
  const duration: GridColumn = {
    id: 'duration',
    label: t.column.duration,
    width: 126,
    cell: (index) => <DurationBar model={model} lifetime={rows.lifetime(index)} at={rows.at(index)} />,
  };
  const service: GridColumn = {
    id: 'service',
    label: t.column.service,
    width: 148,
    cell: (index) => (
      <>
        <span className="os-swatch" data-color={entry(index).service} aria-hidden="true" />
        {text(CATALOGUE[entry(index).service].title)}
      </>
    ),
  };
  const origin: GridColumn = {
    id: 'origin',
    label: t.column.origin,
    width: 164,
    cell: (index) => text(entry(index).origin),
  };
  const storageKey: GridColumn = {
    id: 'storageKey',
    label: t.column.storageKey,
    width: 164,
    cell: (index) => text(entry(index).storageKey),
  };
  const scope: GridColumn = {
    id: 'scope',
    label: t.column.scope,
    width: lifetimes ? 90 : 140,
    cell: (index) => text(scopePath(entry(index).scope)),
  };
  const instanceId: GridColumn = {
    id: 'instanceId',
    label: t.column.instanceId,
    width: 130,
    cell: (index) => text(entry(index).instanceId),
  };

  if (compact) return [time, event, outcome, instanceId];
  const services = allServices ? [service] : [];
  return lifetimes
    ? [number, time, event, outcome, duration, ...services, instanceId, scope]
    : [number, time, event, ...services, origin, storageKey, scope, instanceId];
}
