import { type ReactElement, useMemo, useState } from 'react';
import { Grid } from '../grid/Grid.tsx';
import type { GridColumn } from '../grid/grid-column.ts';
import type { Funnel, FunnelRow, PushQuestion } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { PushSplitChoice } from './PushSplitChoice.tsx';
import { STATES, type StageName, stagesOf } from './push-stages.ts';
import type { PushView } from './push-view.ts';
import { formatShare, usePushStrings, wordFor } from './push-words.ts';
import { nextSplit, rowFilter } from './row-filter.ts';

export interface PushSplitProps {
  readonly funnel: Funnel;
  /** The rows are those of what is asked now. */
  readonly current: boolean;
  /** Epoch milliseconds: where the time that is asked for begins. */
  readonly from: number | undefined;
  readonly view: PushView;
  readonly server: ServerPushes;
  readonly question: PushQuestion;
  readonly compact: boolean;
  onView(patch: Partial<PushView>): void;
}

const NONE: readonly FunnelRow[] = [];

/** The funnel once more for each campaign, day, browser …; each number opens its pushes, each row narrows everything to itself. */
export function PushSplit(props: PushSplitProps): ReactElement {
  const { funnel, current, from, view, compact, onView } = props;
  const t = useStrings();
  const p = usePushStrings();
  const [active, setActive] = useState(-1);
  const { split } = view;
  const by = split.startsWith('label:') ? 'label' : split;
  const rows = current ? funnel.rows : NONE;
  const at = (index: number): FunnelRow => rows[index] as FunnelRow;
  const nameOf = ({ value }: FunnelRow): string => {
    if (value === null) return p.others;
    if (by === 'day') return dayOf(value);
    if (by === 'hour') return formatTimestamp(Number(value)).slice(0, 16);
    if (value === '' || (by === 'status' && value === '0')) return wordFor(p.none, by);
    return visibleLine(value, 128);
  };
  const narrow = (index: number): void => {
    const patch = rowFilter(view, at(index).value, from);
    if (patch) onView({ ...patch, split: nextSplit(view) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `rows`, `view` and the texts are all that they are made of
  const columns = useMemo((): readonly GridColumn[] => {
    const stages = rows.map((row) => new Map(stagesOf(row).map((stage) => [stage.name, stage])));
    const countOf = (index: number, name: StageName): number => stages[index]?.get(name)?.count ?? 0;
    const number = (
      index: number,
      count: number,
      words: string,
      states: readonly string[] | undefined,
      away?: true,
    ) => {
      const patch = rowFilter(view, at(index).value, from);
      if (count === 0 || patch === undefined) return formatNumber(count);
      const { state: _, reporting: __, ...rest } = patch.filter ?? view.filter;
      const filter = { ...rest, ...(states && { state: states }), ...(away && { reporting: ['no'] }) };
      return (
        <button
          type="button"
          className="os-link"
          tabIndex={-1}
          aria-label={p.openPushes(count, words)}
          onClick={(event) => {
            event.stopPropagation();
            onView({ ...patch, filter, shown: 'list' });
          }}
        >
          {formatNumber(count)}
        </button>
      );
    };
    const stage = (name: StageName, id: string = name): GridColumn => ({
      id,
      label: p.stage[name],
      width: 78,
      end: true,
      cell: (index) =>
        number(
          index,
          countOf(index, name),
          p.stage[name],
          name === 'sent' ? undefined : stages[index]?.get(name)?.states,
        ),
    });
    const value: GridColumn = {
      id: 'event',
      label: by === 'label' ? visibleLine(split.slice('label:'.length), 64) : wordFor(p.splitBy, by),
      width: 170,
      grow: true,
      cell: (index) =>
        rowFilter(view, at(index).value, from) === undefined ? (
          <span className="os-cell-text">{nameOf(at(index))}</span>
        ) : (
          <button
            type="button"
            className="os-link os-cell-text"
            tabIndex={-1}
            title={p.narrow(nameOf(at(index)))}
            onClick={(event) => {
              event.stopPropagation();
              narrow(index);
            }}
          >
            {nameOf(at(index))}
          </button>
        ),
    };
    const share: GridColumn = {
      id: 'outcome',
      label: p.shownOf,
      width: 116,
      cell: (index) => (
        <>
          <span className="os-push-share">{formatShare(countOf(index, 'shown'), at(index).total)}</span>
          {!compact && (
            <span className="os-push-track" aria-hidden="true">
              <span
                style={{
                  inlineSize: `${(100 * countOf(index, 'shown')) / Math.max(1, at(index).total)}%`,
                }}
              />
            </span>
          )}
        </>
      ),
    };
    if (compact) {
      return [
        value,
        {
          id: 'instanceId',
          label: p.stage.shown,
          width: 200,
          cell: (index) => (
            <span className="os-cell-text">
              {formatNumber(countOf(index, 'shown'))} {p.stage.shown} ·{' '}
              {formatNumber(countOf(index, 'clicked'))} {p.stage.clicked}
            </span>
          ),
        },
        share,
        stage('sent', 'time'),
      ];
    }
    return [
      value,
      stage('sent'),
      {
        id: 'refused',
        label: p.refused,
        width: 78,
        end: true,
        cell: (index) => number(index, at(index).states.get('refused') ?? 0, p.refused, ['refused']),
      },
      {
        id: 'away',
        label: p.awayColumn,
        width: 104,
        end: true,
        cell: (index) =>
          number(
            index,
            at(index).notReporting,
            p.notReporting,
            STATES.filter((state) => state !== 'refused'),
            true,
          ),
      },
      stage('received'),
      stage('shown'),
      stage('clicked'),
      share,
      ...(rows.some(({ outside }) => outside > 0)
        ? [
            {
              id: 'outside',
              label: p.outsideColumn,
              width: 78,
              end: true,
              cell: (index: number) => formatNumber(at(index).outside),
            },
          ]
        : []),
    ];
  }, [rows, view, compact, p]);
  return (
    <>
      <PushSplitChoice view={view} server={props.server} question={props.question} onView={onView} />
      {current && rows.length === 0 ? (
        <p className="os-push-none">{p.noneHere}</p>
      ) : (
        <Grid
          id={`pushes-${by}`}
          label={`${p.split} ${wordFor(p.splitBy, by)}`}
          columns={columns}
          count={rows.length}
          rowHeight={compact ? 52 : 26}
          active={Math.min(active, rows.length - 1)}
          keyAt={(index) => index}
          indexOf={(key) => key}
          nameAt={(index) => nameOf(at(index))}
          onActivate={(index) => (compact && index === active ? narrow(index) : setActive(index))}
          onEnter={narrow}
        />
      )}
      {!current && <p className="os-push-none">{t.loading}</p>}
    </>
  );
}

/** The server's days are those of UTC. */
function dayOf(value: string): string {
  const day = new Date(Number(value));
  return Number.isNaN(day.getTime()) ? '—' : day.toISOString().slice(0, 10);
}
