import { SERVICES } from '@offstage/sw-plugin/log';
import { useMemo, useRef } from 'react';
import type { Group } from '../filter/compile.ts';
import { groupsOf } from '../filter/groups-of.ts';
import type { FilterKey } from '../filter/keys.ts';
import { createRows, type Rows } from '../filter/rows.ts';
import type { ScanQuery, ScanResult } from '../filter/scan.ts';
import { seesHousekeeping } from '../filter/sees-housekeeping.ts';
import type { LogModel } from '../model/log-model.ts';
import type { Tally } from '../model/tallies.ts';
import type { PanelId } from '../text/panels.ts';
import { serviceOf } from '../text/panels.ts';
import { useScan } from './use-scan.ts';
import type { ViewState } from './view-state.ts';

export interface LogView {
  readonly result: ScanResult;
  readonly rows: Rows;
  /** Position of the entry that the address names; undefined when it is not loaded. */
  readonly selected: number | undefined;
  /** Position of the entry that it is compared with. */
  readonly compared: number | undefined;
  /** The scan has come to its end, and its question is the one that is asked now. */
  readonly settled: boolean;
  /** What the panel lists, whatever is filtered. */
  readonly listed: readonly Group[];
  /** All that the panel could list, whatever is filtered. */
  readonly total: Tally;
  /** How many more there were with other origins. */
  readonly hidden: number;
  /** Epoch milliseconds that the timeline covers. */
  readonly extent: readonly [number, number];
}

export interface LogViewOptions {
  readonly model: LogModel;
  readonly state: ViewState;
  readonly stackBy: ViewState['stackBy'];
  /** What is opened or closed against its default, by span. */
  readonly toggled: ReadonlySet<string>;
  readonly paused: boolean;
  readonly newestFirst: boolean;
  /** The zoomed part of the log; undefined for all of it. */
  readonly zoom: readonly [number, number] | undefined;
  /** Entries of other origins or storage keys are hidden. */
  readonly ownOrigin: string | undefined;
  /** There was something older: the timeline begins a little earlier, where nothing is known. */
  readonly cut?: boolean;
  readonly more: readonly FilterKey[];
}

const NONE: readonly FilterKey[] = [];

/** The histogram has between half as many bars and this many. */
const MOST_BARS = 120;

/** What the timeline shows of the time before a log that was cut: a share of the whole. */
const LEAD = 0.03;

/** A log of a single moment is shown within this much time, milliseconds. */
const SHORTEST = 1000;

/** The span of time in whole bars of a round width, so that a new entry seldom changes it. */
export function barsFor(
  from: number,
  to: number,
): { readonly extent: readonly [number, number]; readonly bars: number } {
  const width = 2 ** Math.ceil(Math.log2(Math.max(1, to - from) / (MOST_BARS - 1)));
  const start = Math.floor(from / width) * width;
  const bars = Math.max(1, Math.ceil((to - start) / width));
  return { extent: [start, start + bars * width], bars };
}

/** What a panel shows of the model, for the state that the address describes. */
export function useLogView(options: LogViewOptions): LogView {
  const { model, state, stackBy, toggled, paused, zoom, ownOrigin, more } = options;
  const { panel, filter, range, entry, compare } = state;
  const { newestFirst } = options;
  const lifetimes = state.lifetimes && panel !== 'reporting';
  const pausedAt = usePausedAt(model, paused);
  // The timeline covers what can be listed, not what a page notes while it is opened.
  const housekeeping = seesHousekeeping(filter);
  const service = serviceOf(panel);
  const which = { housekeeping, service: service === undefined ? undefined : SERVICES.indexOf(service) };
  const total = model.tally({ ...which, others: ownOrigin === undefined });
  const hidden = model.tally(which).count - total.count;
  const { earliest } = total;
  const latest = Math.min(total.latest, pausedAt?.latest ?? Number.POSITIVE_INFINITY);
  // What the doctor says anew is another question only to who asks for it: else all would be looked through again.
  const keys = /\brule\b/i.test(filter) ? more : NONE;
  const listed = useMemo(() => panelGroups(panel, ownOrigin), [panel, ownOrigin]);
  const groups = useMemo(() => groupsOf(listed, filter, keys), [listed, filter, keys]);
  const end = Math.max(latest + 1, earliest + SHORTEST);
  const [from, to] = zoom ?? [earliest - (options.cut ? (end - earliest) * LEAD : 0), end];
  const {
    extent: [extentFrom, extentTo],
    bars,
  } = barsFor(from, to);
  const query = useMemo(
    (): ScanQuery => ({
      groups,
      range,
      extent: [extentFrom, extentTo],
      buckets: bars,
      stackBy,
      lifetimes,
      before: pausedAt?.high,
    }),
    [groups, range, extentFrom, extentTo, bars, stackBy, lifetimes, pausedAt?.high],
  );
  const result = useScan(model, query, paused);
  const rows = useMemo(
    () => createRows(model, result, { lifetimes, toggled, newestFirst }),
    [model, result, lifetimes, toggled, newestFirst],
  );
  const selected = usePosition(model, entry);
  const compared = usePosition(model, compare);
  const settled = result.done && result.query.groups === groups && result.query.range === range;
  return { result, rows, selected, compared, settled, listed, total, hidden, extent: query.extent };
}

function panelGroups(panel: PanelId, ownOrigin: string | undefined): readonly Group[] {
  const groups: Group[] = [];
  const service = serviceOf(panel);
  if (service !== undefined) {
    const code = SERVICES.indexOf(service);
    groups.push({ key: 'panel', test: (model, at) => model.service.get(at) === code });
  }
  // The reports table lists reports; the endpoints have a table of their own.
  if (panel === 'reporting') {
    groups.push({ key: 'panel', test: (model, at) => model.entry(at).detail.report !== undefined });
  }
  if (ownOrigin !== undefined) {
    groups.push({ key: 'panel', test: (model, at) => !model.isOther(at) });
  }
  return groups;
}

/** Where the log ended when it was paused: another filter must not let in what waits. */
function usePausedAt(model: LogModel, paused: boolean): { high: number; latest: number } | undefined {
  const end = useRef<{ epoch: number; high: number; latest: number } | undefined>(undefined);
  if (!paused) end.current = undefined;
  else if (end.current?.epoch !== model.epoch) {
    end.current = { epoch: model.epoch, high: model.high, latest: model.latest };
  }
  return end.current;
}

/** An entry may arrive later than the link to it, so it is looked for until it is found. */
function usePosition(model: LogModel, id: string | undefined): number | undefined {
  const known = useRef<{ id: string; epoch: number; at: number } | undefined>(undefined);
  const looked = useRef<{ id: string; epoch: number; low: number; high: number } | undefined>(undefined);
  if (id === undefined) return undefined;
  if (
    known.current?.id !== id ||
    known.current.epoch !== model.epoch ||
    model.entry(known.current.at)?.id !== id
  ) {
    // Of a log that grows, what was looked at without success needs no second look.
    const before = looked.current;
    const same = before?.id === id && before.epoch === model.epoch;
    const at = model.find(id, same ? [before.low, before.high] : undefined);
    known.current = at === undefined ? undefined : { id, epoch: model.epoch, at };
    looked.current = { id, epoch: model.epoch, low: model.low, high: model.high };
  }
  return known.current?.at;
}
