import { SERVICES } from '@offstage/sw-plugin/log';
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ruleKey } from '../doctor/rule-key.ts';
import { bySeverity, type DoctorState } from '../doctor/use-doctor.ts';
import { chosenValues, toggleValue } from '../filter/edit.ts';
import type { FilterKey } from '../filter/keys.ts';
import { useColumns } from '../grid/use-columns.ts';
import type { LogModel } from '../model/log-model.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { opened } from '../parts/opened.tsx';
import type { ReportPanelBodyProps } from '../reports/ReportPanelBody.tsx';
import type { ReportCounts } from '../sources/server-api.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { useAnnounce } from '../state/use-announce.ts';
import { useExport } from '../state/use-export.ts';
import { useLiveTail } from '../state/use-live-tail.ts';
import { useLogCommands } from '../state/use-log-commands.ts';
import { useLogView } from '../state/use-log-view.ts';
import { useMissing } from '../state/use-missing.ts';
import { usePanelActions } from '../state/use-panel-actions.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import { useRemembered } from '../state/use-remembered.ts';
import { useVersion } from '../state/use-version.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { useStrings } from '../text/use-strings.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { COMPACT_COLUMNS, columnIds } from './column-ids.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { Funnel } from './Funnel.tsx';
import { LogBody } from './LogBody.tsx';
import { LogEmpty } from './LogEmpty.tsx';
import { LogFilters } from './LogFilters.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { listingOf } from './listing-of.ts';
import { nextFailure } from './next-failure.ts';
import { PanelDetails } from './PanelDetails.tsx';
import { PanelTop, type Tools } from './PanelTop.tsx';
import { PanelWhy } from './PanelWhy.tsx';
import { useRowToggle } from './use-row-toggle.ts';
import { WhyButton } from './WhyButton.tsx';
import { withHeld } from './with-held.ts';

const ReportPanelBody = opened<ReportPanelBodyProps>(async () => {
  const part = await import('../reports/ReportPanelBody.tsx');
  return [part.ReportPanelBody, part.STYLES];
});

export interface LogPanelProps {
  readonly source: Source;
  readonly model: LogModel;
  readonly sourceState: SourceState;
  readonly view: ViewControl;
  readonly recording: RecordingControl;
  readonly doctor: DoctorState;
  /** What a server has beyond what is loaded; undefined where everything is here. */
  readonly held: ReportCounts | undefined;
  readonly compact: boolean;
  /** Loads the source again. */
  onReload(): void;
  /** When somebody last looked, epoch milliseconds. */
  readonly since: number | undefined;
  /** Reports a problem with what is loaded. */
  onReport(): void;
}

/** The log of one service, or of all of them. In one file: it puts together what a panel shows, and does nothing else. */
export function LogPanel(props: LogPanelProps): ReactElement {
  const { source, model, sourceState, view, recording, doctor, held, compact } = props;
  const { state, update } = view;
  const t = useStrings();
  const announce = useAnnounce();
  const { toggled, toggle } = useRowToggle();
  const [paused, setPaused] = useState(false);
  const [asking, setAsking] = useState(false);
  const { zoom } = state;
  const setZoom = (next: readonly [number, number] | undefined): void => update({ zoom: next });
  const [timeline, setTimeline] = useRemembered('timeline', !compact);
  const [relative, setRelative] = useRemembered('relative', false);
  // On a phone one line is all the chrome there is; the rest comes when it is asked for.
  const [tools, setTools] = useState<Tools>();
  const filtering = !compact || tools === 'filter' || state.filter !== '';
  const panel = useRef<HTMLDivElement>(null);
  const filterInput = useRef<HTMLInputElement>(null);
  useVersion(model);

  const listing = listingOf(state, compact);
  const { service, reporting, lifetimes, newestFirst, stackBy } = listing;
  const title = listing.title ?? t.all;
  const missing = useMissing({ source, sourceState, model, recording, service });
  const more = useMemo((): readonly FilterKey[] => [ruleKey(doctor)], [doctor]);
  const { result, rows, selected, compared, settled, listed, total, hidden, extent } = useLogView({
    model,
    state,
    stackBy,
    toggled,
    paused,
    newestFirst,
    zoom,
    ownOrigin: state.others ? undefined : source.origin,
    cut: missing.dropped > 0 || sourceState.bounded !== undefined || sourceState.older !== undefined,
    more,
  });
  const chosen = useMemo(() => chosenValues(state.filter, stackBy), [state.filter, stackBy]);
  const { all, standard } = columnIds(lifetimes, service === undefined);
  const columns = useColumns(lifetimes ? 'lifetimes' : 'events', all, standard);
  const tail = useLiveTail(model, result, paused, setPaused);
  const files = useExport({
    model,
    rows: result.rows,
    lifetimes,
    service,
    range: state.range,
    about: sourceState.about,
  });
  const actions = usePanelActions({
    source,
    readOnly: sourceState.readOnly === true,
    service,
    title,
    recording,
    onReload: props.onReload,
  });
  const allFindings = bySeverity(doctor.diagnosis?.findings ?? []);
  const findings = allFindings.filter((one) => service === undefined || one.service === service);

  const select = (position: number | undefined): void =>
    update({ entry: position === undefined ? undefined : model.entry(position).id });
  const move = (step: 1 | -1): void => {
    if (rows.length === 0) return;
    const index = selected === undefined ? -1 : rows.indexOf(selected);
    select(rows.at(Math.max(0, Math.min(rows.length - 1, index + step))));
  };
  const focusGrid = (): void => panel.current?.querySelector<HTMLElement>('.os-grid')?.focus();
  useLogCommands({
    view,
    findings,
    files,
    paused,
    lifetimes,
    newestFirst,
    onFilter: () => {
      // On a phone it is not there before it is asked for.
      if (compact) flushSync(() => setTools('filter'));
      filterInput.current?.focus();
    },
    onRecord: actions.record,
    onPause: () => setPaused(!paused),
    onTimeline: () => setTimeline(!timeline),
    onFailure: (step) => {
      const at = selected === undefined ? -1 : rows.indexOf(selected);
      const next = nextFailure(model, rows, at, step);
      if (next !== undefined) select(next);
    },
    onRelative: () => setRelative(!relative),
  });

  const { matched } = result;
  useEffect(() => {
    if (state.filter !== '' && settled) announce(t.announceMatches(matched));
  }, [announce, t, state.filter, settled, matched]);

  const details = (selected !== undefined ||
    (state.entry !== undefined && sourceState.phase !== 'loading')) && (
    <PanelDetails
      model={model}
      view={view}
      selected={selected}
      compared={compared}
      doctor={doctor}
      sourceKind={source.kind}
      onMove={move}
      onSelect={select}
      onZoom={() => setTimeline(true)}
      onClosed={focusGrid}
    />
  );
  const why = <WhyButton service={service} compact={compact} onOpen={() => setAsking(true)} />;
  const empty = (
    <LogEmpty
      source={source}
      service={service}
      title={title}
      recording={recording}
      sourceState={result.size === 0 && model.size > 0 ? { phase: 'loading' } : sourceState}
      filtered={state.filter !== '' || state.range !== undefined}
      hidden={hidden}
      onShowAll={() => update({ filter: '', range: undefined })}
      onOthers={() => update({ others: true }, true)}
    >
      {total.count === 0 && why}
    </LogEmpty>
  );

  return (
    <div className="os-panel" ref={panel}>
      <PanelTop
        view={view}
        doctor={doctor}
        service={service}
        model={model}
        sourceState={sourceState}
        compact={compact}
        tools={tools}
        filtering={filtering}
        onTools={setTools}
        onReport={model.size > 0 ? props.onReport : undefined}
      />
      {(!compact || tools === 'toolbar') && (
        <LogToolbar
          source={source}
          service={service}
          title={title}
          view={view}
          recording={recording}
          actions={actions}
          files={model.size > 0 ? files : undefined}
          total={
            model.tally({
              service: service === undefined ? undefined : SERVICES.indexOf(service),
              housekeeping: true,
            }).count
          }
          shown={matched}
          hidden={hidden}
          compact={compact}
          paused={paused}
          timeline={timeline}
          relative={relative}
          onPause={() => setPaused(!paused)}
          onTimeline={() => setTimeline(!timeline)}
          onRelative={() => setRelative(!relative)}
        >
          {!reporting && !compact && <ColumnChooser all={all} choice={columns} />}
        </LogToolbar>
      )}
      <ExportProgress job={files.job} />
      {filtering && (
        <LogFilters
          filter={state.filter}
          input={filterInput}
          facets={withHeld(result.facets, held)}
          service={service}
          rules={findings.map(({ rule }) => rule)}
          shown={matched}
          rows={lifetimes ? result.rows.length : matched}
          total={reporting ? matched : total.count}
          reports={reporting}
          onFilter={(filter) => update({ filter })}
          onLeave={focusGrid}
        />
      )}
      {total.count > 0 && (
        <Funnel
          model={model}
          service={service}
          panel={listed}
          view={view}
          before={result.query.before}
          keys={more}
          partly={held && source.reports}
        >
          {why}
        </Funnel>
      )}
      {timeline && total.count > 0 && (
        <Boundary about={result}>
          <Timeline
            model={model}
            result={result}
            extent={extent}
            range={state.range}
            stackBy={stackBy}
            single={service !== undefined}
            lifetimes={lifetimes}
            chosen={chosen}
            zoomed={zoom !== undefined}
            missing={missing}
            onChoose={(key, value) => update({ filter: toggleValue(state.filter, key, value) }, true)}
            compact={compact}
            onRange={(range) => update({ range })}
            onExtent={setZoom}
            onStackBy={(stackBy) => update({ stackBy }, true)}
            onSelect={select}
          />
        </Boundary>
      )}
      {reporting ? (
        <ReportPanelBody
          source={source}
          model={model}
          rows={rows}
          result={result}
          groups={state.lifetimes}
          newestFirst={newestFirst}
          filter={state.filter}
          compact={compact}
          selected={selected}
          details={details}
          empty={empty}
          onSelect={select}
          onFilter={(filter) => update({ filter })}
          onOpen={(filter) => update({ filter, lifetimes: false }, true)}
        />
      ) : (
        <LogBody
          model={model}
          result={result}
          rows={rows}
          toggled={toggled}
          view={view}
          newestFirst={newestFirst}
          shown={compact ? COMPACT_COLUMNS : columns.shown}
          compact={compact}
          selected={selected}
          tail={tail}
          doctor={doctor}
          relative={relative}
          since={props.since}
          details={details}
          empty={empty}
          onSelect={select}
          onToggle={toggle}
        />
      )}
      {asking && (
        <PanelWhy
          service={service}
          model={model}
          source={source}
          sourceState={sourceState}
          recording={recording.recording}
          asked={selected}
          findings={allFindings}
          onSelect={select}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
