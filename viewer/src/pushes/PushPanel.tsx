import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { Split } from '../parts/Split.tsx';
import type { PushQuestion } from '../sources/push-api.ts';
import { type ServerPushes, serverPushes } from '../sources/server-pushes.ts';
import type { Source } from '../sources/source.ts';
import { useAnnounce } from '../state/use-announce.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { formatNumber } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { NoPushes } from './NoPushes.tsx';
import { PushBar } from './PushBar.tsx';
import panelStyles from './Pushes.css?inline';
import { PushFilters } from './PushFilters.tsx';
import { PushFindingList } from './PushFindingList.tsx';
import funnelStyles from './PushFunnel.css?inline';
import { PushFunnel } from './PushFunnel.tsx';
import { PushList } from './PushList.tsx';
import { PushParts } from './PushParts.tsx';
import { PushSplit } from './PushSplit.tsx';
import storyStyles from './PushStory.css?inline';
import { PushStoryView } from './PushStoryView.tsx';
import { PushTrouble } from './PushTrouble.tsx';
import { stagesOf } from './push-stages.ts';
import {
  funnelQuestion,
  nameOfQuestion,
  type PushView,
  questionOf,
  readPushView,
  writePushView,
} from './push-view.ts';
import { formatShare, usePushStrings } from './push-words.ts';
import { PATIENCE, useAnswer } from './use-answer.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [panelStyles, funnelStyles, storyStyles];

export interface PushPanelProps {
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly view: ViewControl;
  readonly compact: boolean;
}

/** What became of every push, as far as the source's server knows. */
export function PushPanel(props: PushPanelProps): ReactElement {
  const { source, sources, view } = props;
  const t = useStrings();
  const p = usePushStrings();
  const server = useMemo(() => source.reports && serverPushes(source.reports), [source]);
  if (server !== undefined) return <Pushes {...props} server={server} />;
  const other = sources.find(({ reports }) => reports !== undefined);
  return (
    <div className="os-panel" tabIndex={0} role="group" aria-label={t.pushes}>
      <EmptyState title={p.noServer} hint={p.noServerHint}>
        {other && (
          <Button
            text
            className="os-button os-primary"
            label={p.toServer}
            onClick={() => view.update({ source: other.id === sources[0]?.id ? undefined : other.id }, true)}
          />
        )}
      </EmptyState>
    </div>
  );
}

const NONE: ReadonlyMap<string, number> = new Map();

/** How often the server is asked again, milliseconds: while it is still joining what came, and else. */
const SOON = 1_000;
const LATER = 15_000;

function Pushes({
  server,
  source,
  sources,
  view,
  compact,
}: PushPanelProps & { readonly server: ServerPushes }): ReactElement {
  const t = useStrings();
  const p = usePushStrings();
  const root = useRef<HTMLDivElement>(null);
  const { ask } = view.state;
  const pushView = useMemo(() => readPushView(ask), [ask]);
  const update = (patch: Partial<PushView>, push = true): void =>
    view.update({ ask: writePushView({ ...pushView, ...patch }) }, push);
  const [round, setRound] = useState(0);
  // A time that ends now goes on, but in steps: what is asked has to be one and the same for all parts of the view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks for the time that it is then
  const question = useMemo((): PushQuestion => questionOf(pushView, Date.now()), [pushView, round]);
  const whole = funnelQuestion(question);
  const aboutWhole = nameOfQuestion({ ...pushView, filter: funnelQuestion(pushView.filter) });
  const about = aboutWhole + pushView.split;
  const funnel = useAnswer((cancel) => server.funnel(whole, pushView.split, cancel), about, round);
  const { value, problem, settled } = funnel;
  const behind = value?.behind === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round sets the next one's alarm
  useEffect(() => {
    const ring = (): void => {
      // Who does not look asks for nothing, and for the newest when the page is looked at again.
      if (document.hidden) document.addEventListener('visibilitychange', ring, { once: true });
      else setRound((before) => before + 1);
    };
    const timer = setTimeout(ring, settled ? (behind ? SOON : LATER) : PATIENCE);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ring);
    };
  }, [behind, round, settled]);

  const refresh = (): void => setRound(round + 1);
  const announce = useAnnounce();
  const shown = stagesOf(value ?? { states: NONE }).find(({ name }) => name === 'shown')?.count ?? 0;
  const summary = p.summary(formatNumber(shown), value?.total ?? 0, formatShare(shown, value?.total ?? 0));
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once of each question
  useEffect(() => {
    if (funnel.current && value) announce(summary);
  }, [about, funnel.current]);

  const bar = (
    <PushBar
      view={pushView}
      behind={behind}
      loading={value !== undefined && !funnel.current}
      link={() => view.link(view.state)}
      server={server}
      question={question}
      onView={update}
      onRefresh={refresh}
    />
  );
  if (value === undefined) {
    return (
      <div className="os-panel os-pushes" tabIndex={0} role="group" aria-label={t.pushes}>
        {bar}
        <PushFilters view={pushView} onView={update} />
        {problem ? <PushTrouble problem={problem} onRetry={refresh} /> : <EmptyState title={t.loading} />}
      </div>
    );
  }
  const close = (): void => {
    update({ push: undefined });
    // What was open is gone: the keyboard goes on in the list.
    root.current?.querySelector<HTMLElement>('.os-grid')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || pushView.push === undefined) return;
    event.stopPropagation();
    close();
  };
  const isEmpty = value.total === 0 && value.outside === 0;
  const from = question.from === undefined ? undefined : Number(question.from[0]);
  return (
    <div
      className="os-panel os-pushes"
      ref={root}
      tabIndex={0}
      role="group"
      aria-label={t.pushes}
      onKeyDown={onKeyDown}
    >
      {bar}
      <PushFilters view={pushView} onView={update} />
      {problem && <PushTrouble line problem={problem} onRetry={refresh} />}
      {isEmpty && pushView.push === undefined ? (
        funnel.current ? (
          <NoPushes view={pushView} url={source.url} onView={update} />
        ) : (
          <EmptyState title={t.loading} />
        )
      ) : (
        <Split
          id="pushes"
          compact={compact}
          second={
            pushView.push !== undefined && (
              <PushStoryView
                key={pushView.push}
                id={pushView.push}
                server={server}
                round={round}
                source={source}
                sources={sources}
                view={view}
                onDevice={(device) =>
                  update({ filter: { device: [device] }, last: 'all', range: undefined, shown: 'list' })
                }
                onClose={close}
                onRefresh={refresh}
              />
            )
          }
        >
          <div className="os-push-scroll">
            <PushFunnel
              funnel={value}
              current={funnel.current}
              view={pushView}
              onView={update}
              deviceLog={deviceLog(view, source)}
            />
            <PushParts view={pushView} onView={update}>
              {pushView.shown === 'list' ? (
                <PushList
                  server={server}
                  question={question}
                  about={nameOfQuestion(pushView)}
                  round={round}
                  chosen={pushView.push}
                  compact={compact}
                  onRefresh={refresh}
                  onChoose={(push) => update({ push }, pushView.push === undefined)}
                />
              ) : pushView.shown === 'findings' ? (
                <PushFindingList
                  server={server}
                  question={whole}
                  about={aboutWhole}
                  round={round}
                  onView={update}
                  onRefresh={refresh}
                />
              ) : (
                <PushSplit
                  funnel={value}
                  current={funnel.current}
                  from={from}
                  view={pushView}
                  server={server}
                  question={whole}
                  compact={compact}
                  onView={update}
                />
              )}
            </PushParts>
          </div>
        </Split>
      )}
    </div>
  );
}

/** Where the log has what devices told of pushes. */
function deviceLog({ state, href }: ViewControl, source: Source): string {
  return href({
    ...state,
    panel: 'pushMessaging',
    source: source.kind === 'server' ? state.source : 'server',
    filter: '',
    entry: undefined,
  });
}
