import { type ReactElement, useMemo, useState } from 'react';
import { Grid } from '../grid/Grid.tsx';
import type { GridColumn } from '../grid/grid-column.ts';
import { Button } from '../parts/Button.tsx';
import type { Push, PushQuestion } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { PushState } from './PushState.tsx';
import { PushTrouble } from './PushTrouble.tsx';
import { answerWord, labelsLine, toneOf, usePushStrings } from './push-words.ts';
import { usePushPages } from './use-push-pages.ts';

export interface PushListProps {
  readonly server: ServerPushes;
  readonly question: PushQuestion;
  /** Names the question, without the time that goes on by itself. */
  readonly about: string;
  readonly round: number;
  /** Id of the push whose story is open. */
  readonly chosen: string | undefined;
  readonly compact: boolean;
  onChoose(id: string): void;
  onRefresh(): void;
}

/** The pushes that the filters let through, newest first. */
export function PushList(props: PushListProps): ReactElement {
  const { chosen, compact, onChoose } = props;
  const t = useStrings();
  const p = usePushStrings();
  const pages = usePushPages(props.server, props.question, props.about, props.round);
  const { pushes } = pages;
  // What is being read stays where it is when newer ones come above it.
  const [keys] = useState(() => new Map<string, number>());
  const keyAt = (index: number): number => {
    const id = pushes[index]?.id ?? '';
    const key = keys.get(id) ?? keys.size;
    keys.set(id, key);
    return key;
  };
  const columns = useMemo((): readonly GridColumn[] => {
    const at = (index: number): Push => pushes[index] as Push;
    const text = (id: string, label: string, width: number, pick: (push: Push) => string): GridColumn => ({
      id,
      label,
      width,
      cell: (index) => <span className="os-cell-text">{visibleLine(pick(at(index)), 200)}</span>,
    });
    const time = text('time', p.column.time, 184, (push) => formatTimestamp(push.time));
    const state: GridColumn = {
      id: compact ? 'event' : 'state',
      label: p.column.state,
      width: 150,
      cell: (index) => <PushState state={at(index).state} guess={at(index).guess} />,
    };
    if (compact) {
      return [
        state,
        text('instanceId', p.column.campaign, 160, (push) => push.campaign || push.service),
        text('outcome', p.column.browser, 90, (push) => push.browser || answerWord(push, p)),
        time,
      ];
    }
    return [
      time,
      state,
      { ...text('campaign', p.column.campaign, 180, ({ campaign }) => campaign), grow: true },
      text('labels', p.column.labels, 150, labelsLine),
      text('service', p.column.service, 170, ({ service }) => service),
      text('status', p.column.status, 70, (push) => answerWord(push, p)),
      text('browser', p.column.browser, 90, ({ browser }) => browser),
      text('app', p.column.app, 80, ({ app }) => app),
      text('device', p.column.device, 100, ({ device }) => device),
    ];
  }, [pushes, compact, p]);
  if (!pages.loaded) {
    return pages.problem ? (
      <PushTrouble problem={pages.problem} onRetry={props.onRefresh} />
    ) : (
      <p className="os-push-none">{t.loading}</p>
    );
  }
  if (pushes.length === 0) return <p className="os-push-none">{p.noneHere}</p>;
  const active = chosen === undefined ? -1 : pushes.findIndex(({ id }) => id === chosen);
  return (
    <>
      <Grid
        id="push-list"
        label={p.list}
        columns={columns}
        count={pushes.length}
        rowHeight={compact ? 52 : 24}
        active={active}
        follow="start"
        keyAt={keyAt}
        indexOf={(key) => pushes.findIndex(({ id }) => keys.get(id) === key)}
        nameAt={(index) => visibleLine(pushes[index]?.id ?? '', 60)}
        state={(index) => ({ tone: toneOf(pushes[index]?.state ?? '') })}
        onActivate={(index) => {
          const push = pushes[index];
          if (push) onChoose(push.id);
        }}
      />
      <div className="os-push-more">
        <p role="status">
          <span className="os-quiet">
            {pages.more || pages.full
              ? p.loadedNewest(formatNumber(pushes.length))
              : p.loadedAll(pushes.length)}
            {pages.full && ` · ${p.full}`}
          </span>
          {pages.problem && <span className="os-push-failed"> {p.asksFailed}</span>}
        </p>
        {pages.more && (
          // Stays where it is meanwhile: who pressed it by the keyboard goes on from there.
          <Button
            text
            label={pages.loading ? t.loading : p.loadOlder}
            aria-disabled={pages.loading}
            onClick={pages.more}
          />
        )}
      </div>
    </>
  );
}
