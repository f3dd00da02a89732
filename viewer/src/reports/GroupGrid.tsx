import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { chosenValues, withValues } from '../filter/edit.ts';
import { quoteValue } from '../filter/parse.ts';
import { Grid } from '../grid/Grid.tsx';
import type { GridColumn } from '../grid/grid-column.ts';
import type { LogModel } from '../model/log-model.ts';
import { problemOf } from '../model/problem-of.ts';
import { receivedOf, reportOf } from '../model/report-of.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { localGroups, type ShownGroup } from './local-groups.ts';

export interface GroupGridProps {
  readonly model: LogModel;
  /** Positions of the reports that the filter lets through. */
  readonly positions: Int32Array;
  readonly server: ServerReports | undefined;
  readonly filter: string;
  readonly compact: boolean;
  onFilter(filter: string): void;
  /** The filter that shows the single reports of a group. */
  onOpen(filter: string): void;
}

/** How the reports that are loaded of a server's group name their problem. */
function problemIn(model: LogModel, group: string): string | undefined {
  for (let at = model.high - 1; at >= model.low; at--) {
    const entry = model.entry(at);
    const report = receivedOf(entry)?.group === group ? reportOf(entry) : undefined;
    if (report !== undefined) return problemOf(report);
  }
  return undefined;
}

/** The same problem, counted. Of a server, over all it holds; of a log, over what is shown. */
export function GroupGrid(props: GroupGridProps): ReactElement {
  const { model, positions, server, filter, compact, onFilter, onOpen } = props;
  const t = useStrings();
  const [active, setActive] = useState(-1);
  const hideNoise = chosenValues(filter, 'noise').includes('no');
  const local = useMemo(() => localGroups(Array.from(positions, model.entry)), [model, positions]);
  const [remote, setRemote] = useState<readonly ShownGroup[]>();
  const useServer = server !== undefined && withValues(filter, 'noise', []) === '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: new reports change the counts
  useEffect(() => {
    if (!useServer) return;
    let stopped = false;
    server
      .groups(hideNoise ? { noise: 'hide' } : {})
      .then((groups) => !stopped && setRemote(groups.filter(({ type }) => type !== 'background-service')))
      .catch(() => !stopped && setRemote(undefined));
    return () => {
      stopped = true;
    };
  }, [server, useServer, hideNoise, positions.length]);
  const all = (useServer ? remote : undefined) ?? local;
  const groups = hideNoise ? all.filter(({ noise }) => noise === '') : all;
  const at = (index: number): ShownGroup => groups[index] as ShownGroup;
  // What the server calls a group, only it knows; ours are named by their problem.
  const filterOf = ({ group, title }: ShownGroup): string => {
    const rest = withValues(withValues(filter, 'problem', []), 'group', []);
    // Its name is kept where it says the same as the server's id: where it is the group's own, and no other's.
    const named =
      all !== remote ||
      (groups.filter((one) => one.title === title).length === 1 && problemIn(model, group) === title);
    const own = named ? `problem:${quoteValue(title)}` : `group:${quoteValue(group)}`;
    return `${rest} ${own}`.trim();
  };
  const text = (value: string) => <span className="os-cell-text">{visibleLine(value)}</span>;
  const columns: readonly GridColumn[] = [
    {
      id: 'event',
      label: t.reportColumn.problem,
      width: 280,
      grow: true,
      cell: (index) => (
        <>
          <button
            type="button"
            className="os-link os-cell-text"
            tabIndex={-1}
            onClick={() => onOpen(filterOf(at(index)))}
          >
            {visibleLine(at(index).title)}
          </button>
          {at(index).noise !== '' && (
            <span className="os-tag" title={t.noiseHint(at(index).noise)}>
              {t.noise}
            </span>
          )}
        </>
      ),
    },
    { id: 'instanceId', label: t.reportColumn.type, width: 190, cell: (index) => text(at(index).type) },
    {
      id: 'outcome',
      label: t.reportColumn.count,
      width: 80,
      end: true,
      cell: (index) => formatNumber(at(index).count),
    },
    {
      id: 'time',
      label: t.reportColumn.last,
      width: 174,
      cell: (index) => text(formatTimestamp(at(index).lastSeen)),
    },
    ...(compact
      ? []
      : [
          {
            id: 'first',
            label: t.reportColumn.first,
            width: 174,
            cell: (index: number) => text(formatTimestamp(at(index).firstSeen)),
          },
          {
            id: 'browsers',
            label: t.reportColumn.browsers,
            width: 160,
            cell: (index: number) => text(at(index).browsers.join(', ')),
          },
        ]),
  ];
  return (
    <>
      <label className="os-check os-noise">
        <input
          type="checkbox"
          checked={hideNoise}
          onChange={({ target }) => onFilter(withValues(filter, 'noise', target.checked ? ['no'] : []))}
        />
        {t.hideNoise}
      </label>
      <Grid
        id="report-groups"
        label={t.groups}
        columns={columns}
        count={groups.length}
        rowHeight={compact ? 52 : 24}
        active={active}
        keyAt={(index) => index}
        indexOf={(key) => key}
        onActivate={(index) => (index === active ? onOpen(filterOf(at(index))) : setActive(index))}
        onEnter={(index) => onOpen(filterOf(at(index)))}
      />
    </>
  );
}
