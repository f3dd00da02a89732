import { CATALOGUE } from '@offstage/sw-plugin/log';
import type { Rows } from '../filter/rows.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import { aboutOf } from '../model/about-of.ts';
import type { LogModel } from '../model/log-model.ts';
import type { Story } from '../model/story/story.ts';
import { storyOf } from '../model/story/story-of.ts';
import { StandingChip } from '../parts/StandingChip.tsx';
import { When } from '../parts/When.tsx';
import { formatClock, formatTimestamp, scopePath } from '../text/format.ts';
import type { Strings } from '../text/strings.ts';
import { visibleLine } from '../text/visible.ts';
import type { ColumnId } from './column-ids.ts';
import { DurationBar } from './DurationBar.tsx';
import { EventName } from './EventName.tsx';
import { StoryLine } from './StoryLine.tsx';

export interface LogColumnOptions {
  readonly model: LogModel;
  readonly rows: Rows;
  readonly t: Strings;
  readonly newestFirst: boolean;
  readonly compact: boolean;
  /** Those that are shown, in their order. */
  readonly shown: readonly string[];
  /** The worst finding that points at an entry. */
  /** Times are told as how long before this, epoch milliseconds; undefined: as they are. */
  readonly now: number | undefined;
  mark(id: string): 'error' | 'warning' | 'info' | undefined;
  onOpen(index: number): void;
  isOpen(index: number): boolean | undefined;
}

/** Lifetimes whose row shows what became of them. */
const TOLD: ReadonlySet<string> = new Set([
  'Push event dispatched',
  'sync.register() called',
  'Dispatched sync event',
  'periodicSync.register() called',
  'Dispatched periodicsync event',
  'Background Fetch completed',
  'Payment request',
]);
/** Entries around a row that are looked at: it is drawn while somebody scrolls. */
const NEAR = 1000;

/** What was told of the log as it was: a keystroke draws the same rows again. */
const told = new WeakMap<
  LogModel,
  { readonly version: number; readonly stories: Map<number, Story | undefined> }
>();

function rowStory(model: LogModel, rows: Rows, index: number): Story | undefined {
  const at = rows.at(index);
  if (rows.lifetime(index) === undefined || !TOLD.has(model.entry(at).event)) return undefined;
  let known = told.get(model);
  if (known?.version !== model.version) {
    known = { version: model.version, stories: new Map() };
    told.set(model, known);
  }
  if (!known.stories.has(at)) known.stories.set(at, storyOf(model, at, NEAR));
  return known.stories.get(at);
}

/** What each column shows, under DevTools' names. */
export function logColumns(options: LogColumnOptions): readonly GridColumn[] {
  const { model, rows, t, newestFirst, compact, shown } = options;
  const entry = (index: number) => model.entry(rows.at(index));
  const text = (value: string) => <span className="os-cell-text">{visibleLine(value)}</span>;
  const standing = (index: number) => {
    const life = rows.lifetime(index);
    return life === undefined ? model.standing(rows.at(index)) : model.standingOf(life);
  };

  const number: GridColumn = {
    id: 'number',
    label: t.column.number,
    // Digits are as wide as each other.
    width: Math.max(44, 20 + String(rows.length).length * 8),
    end: true,
    cell: (index) => (newestFirst ? rows.length - index : index + 1),
  };
  const time: GridColumn = {
    id: 'time',
    label: t.column.time,
    width: compact ? 100 : 184,
    cell: (index) =>
      options.now === undefined ? (
        text((compact ? formatClock : formatTimestamp)(entry(index).time))
      ) : (
        <When time={entry(index).time} now={options.now} />
      ),
  };
  const event: GridColumn = {
    id: 'event',
    label: t.column.event,
    width: 280,
    grow: true,
    cell: (index) => (
      <EventName
        entry={entry(index)}
        about={aboutOf(model, rows.at(index), rows.lifetime(index), t.about)}
        story={compact ? undefined : rowStory(model, rows, index)}
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
    width: 108,
    cell: (index) => <StandingChip standing={standing(index)} />,
  };
  const duration: GridColumn = {
    id: 'duration',
    label: t.column.duration,
    width: 118,
    cell: (index) => <DurationBar model={model} lifetime={rows.lifetime(index)} at={rows.at(index)} />,
  };
  const service: GridColumn = {
    id: 'service',
    label: t.column.service,
    width: 160,
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
    width: 112,
    grow: true,
    cell: (index) => text(entry(index).origin),
  };
  const storageKey: GridColumn = {
    id: 'storageKey',
    label: t.column.storageKey,
    width: 112,
    grow: true,
    cell: (index) => text(entry(index).storageKey),
  };
  const scope: GridColumn = {
    id: 'scope',
    label: t.column.scope,
    width: 80,
    cell: (index) => text(scopePath(entry(index).scope)),
  };
  const instanceId: GridColumn = {
    id: 'instanceId',
    label: t.column.instanceId,
    width: 108,
    cell: (index) => {
      // On a phone the name has its line for itself.
      const story = compact ? rowStory(model, rows, index) : undefined;
      return (
        <>
          {text(entry(index).instanceId)}
          {story && <StoryLine story={story} />}
        </>
      );
    },
  };

  const columns: Readonly<Record<ColumnId, GridColumn>> = {
    number,
    time,
    event,
    outcome,
    duration,
    service,
    origin,
    storageKey,
    scope,
    instanceId,
  };
  return shown.map((id) => columns[id as ColumnId]);
}
