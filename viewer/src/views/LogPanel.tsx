import { SERVICES, type Service } from '@offstage/sw-plugin/log';
import { type ReactElement, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SelectedDetails } from '../details/SelectedDetails.tsx';
import { DoctorSummary } from '../doctor/DoctorSummary.tsx';
import { bySeverity, type DoctorState } from '../doctor/use-doctor.ts';
import { chosenValues, withValues } from '../filter/edit.ts';
import type { FilterKey } from '../filter/keys.ts';
import type { FacetKey } from '../filter/scan.ts';
import type { LogModel } from '../model/log-model.ts';
import { ReportPanelBody } from '../reports/ReportPanelBody.tsx';
import { readSetting, writeSetting } from '../shell/settings.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { useAnnounce } from '../state/use-announce.ts';
import { useExport } from '../state/use-export.ts';
import { useLogCommands } from '../state/use-log-commands.ts';
import { useLogView } from '../state/use-log-view.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import { useVersion } from '../state/use-version.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { PANELS, serviceOf } from '../text/panels.ts';
import { useStrings } from '../text/use-strings.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { Button } from './Button.tsx';
import { FacetBar } from './FacetBar.tsx';
import { FilterBar } from './FilterBar.tsx';
import { LogEmpty } from './LogEmpty.tsx';
import { LogGrid } from './LogGrid.tsx';
import { OthersChoice } from './OthersChoice.tsx';
import { Split } from './Split.tsx';
import { Toolbar } from './Toolbar.tsx';
import { ViewChoice } from './ViewChoice.tsx';

export interface LogPanelProps {
  readonly source: Source;
  readonly model: LogModel;
  readonly sourceState: SourceState;
  readonly view: ViewControl;
  readonly recording: RecordingControl;
  readonly doctor: DoctorState;
  readonly compact: boolean;
  readonly filterInput: RefObject<HTMLInputElement | null>;
  /** Loads the source again. */
  onReload(): void;
}

const FACETS_OF_ALL: readonly FacetKey[] = ['service', 'outcome', 'event', 'scope', 'origin', 'context'];
const FACETS_OF_ONE: readonly FacetKey[] = FACETS_OF_ALL.filter((key) => key !== 'service');
const FACETS_OF_REPORTS: readonly FacetKey[] = ['type', 'origin', 'context'];

/** The log of one service, or of all of them. */
export function LogPanel(props: LogPanelProps): ReactElement {
  const { source, model, sourceState, view, recording, doctor, compact, filterInput } = props;
  const { state, update, href } = view;
  const t = useStrings();
  const announce = useAnnounce();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [paused, setPaused] = useState(false);
  const [others, setOthers] = useState(source.origin === undefined);
  const [zoom, setZoom] = useState<readonly [number, number]>();
  const [timeline, setTimeline] = useState(() => readSetting('timeline', !compact));
  const [findingsOpen, setFindingsOpen] = useState(false);
  const [jump, setJump] = useState(0);
  const [seen, setSeen] = useState<number>();
  const panel = useRef<HTMLDivElement>(null);
  useVersion(model);

  const service = serviceOf(state.panel);
  const title = PANELS.find(({ id }) => id === state.panel)?.title ?? t.all;
  const reporting = state.panel === 'reporting';
  const lifetimes = state.lifetimes && !reporting;
  // Bars of one service are all of one colour; its outcomes say more. Reports have none.
  const stackBy = service === undefined ? state.stackBy : reporting ? 'service' : 'outcome';
  const more = useMemo((): readonly FilterKey[] => [ruleKey(doctor)], [doctor]);
  const { result, rows, selected, extent } = useLogView({
    model,
    state,
    stackBy,
    toggled,
    paused,
    zoom,
    ownOrigin: others ? undefined : source.origin,
    more,
  });

  const files = useExport(model, result.rows, lifetimes, service);
  const select = (position: number | undefined): void =>
    update({ entry: position === undefined ? undefined : model.entry(position).id });
  const move = (step: 1 | -1): void => {
    if (rows.length === 0) return;
    const index = selected === undefined ? -1 : rows.indexOf(selected);
    select(rows.at(Math.max(0, Math.min(rows.length - 1, index + step))));
  };
  const toggle = useCallback((span: string): void => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(span)) after.add(span);
      return after;
    });
  }, []);
  const toggleTimeline = (): void => {
    writeSetting('timeline', !timeline);
    setTimeline(!timeline);
  };
  const record = (): void => {
    const states = recording.recording;
    if (states === undefined) return;
    const on =
      service === undefined
        ? !Object.values(states).every((one) => one.recording)
        : !states[service].recording;
    void recording
      .set(service, on)
      .then(() => announce((on ? t.announceRecording : t.announceStopped)(title)));
  };
  const clear = async (): Promise<void> => {
    try {
      await source.clear?.(service);
      if (source.kind === 'server') props.onReload();
    } catch {
      announce(t.clearFailed);
    }
  };
  const focusGrid = (): void => panel.current?.querySelector<HTMLElement>('.os-grid')?.focus();
  const findings = bySeverity(doctor.diagnosis?.findings ?? []).filter(
    (one) => service === undefined || one.service === service,
  );
  useLogCommands({
    view,
    findings,
    files,
    paused,
    timeline,
    lifetimes,
    onRecord: record,
    onPause: () => setPaused(!paused),
    onTimeline: toggleTimeline,
  });

  const { matched } = result;
  useEffect(() => {
    if (state.filter !== '') announce(t.announceMatches(matched));
  }, [announce, t, state.filter, matched]);

  const away = seen !== undefined;
  const fresh = paused ? 0 : away ? rows.length - seen : 0;
  useEffect(() => {
    if (fresh > 0) announce(t.announceNew(fresh));
  }, [announce, t, fresh]);
  const details = (selected !== undefined ||
    (state.entry !== undefined && sourceState.phase !== 'loading')) && (
    <SelectedDetails
      model={model}
      selected={selected}
      doctor={doctor}
      link={() => new URL(href(state), location.href).href}
      onMove={move}
      onSelect={select}
      onZoomTo={(from, to) => {
        const margin = Math.max(5, (to - from) * 0.2);
        setZoom([from - margin, to + margin]);
        if (!timeline) toggleTimeline();
      }}
      onClose={() => {
        select(undefined);
        focusGrid();
      }}
    />
  );

  return (
    <div className="os-panel" ref={panel}>
      <DoctorSummary
        doctor={doctor}
        service={service}
        open={findingsOpen}
        chosen={chosenValues(state.filter, 'rule')[0]?.toUpperCase()}
        onOpen={setFindingsOpen}
        onShow={(rule) =>
          update({ filter: withValues(state.filter, 'rule', rule === undefined ? [] : [rule]) }, true)
        }
      />
      <Toolbar
        service={service}
        title={title}
        recording={recording}
        canClear={canClear(source, service)}
        canSave={result.rows.length > 0}
        canShare={'share' in navigator}
        onRecord={record}
        onClear={() => void clear()}
        onSave={files.save}
        onShare={files.share}
      >
        <ViewChoice
          labels={reporting ? [t.groups, t.single] : [t.lifetimes, t.asDevTools]}
          first={state.lifetimes}
          compact={compact}
          onChange={(first) => update({ lifetimes: first }, true)}
        />
        <Button
          icon={paused ? 'play' : 'pause'}
          label={paused ? t.resume : t.pause}
          aria-pressed={paused}
          onClick={() => setPaused(!paused)}
        />
        <Button
          icon="timeline"
          label={timeline ? t.hideTimeline : t.showTimeline}
          aria-pressed={timeline}
          onClick={toggleTimeline}
        />
        {source.origin !== undefined && !reporting && !compact && (
          <OthersChoice model={model} shown={others} onChange={setOthers} />
        )}
      </Toolbar>
      {files.job && (
        <div className="os-notice" role="status">
          {t.saving}
          <progress value={files.job.progress} aria-label={t.saving} />
          <Button text label={t.cancel} onClick={files.job.cancel} />
        </div>
      )}
      <div className="os-filters">
        <FilterBar
          filter={state.filter}
          input={filterInput}
          facets={result.facets}
          rules={findings.map(({ rule }) => rule)}
          shown={matched}
          total={reporting ? matched : totalOf(model, service)}
          onFilter={(filter) => update({ filter })}
          onLeave={focusGrid}
        />
        <FacetBar
          filter={state.filter}
          facets={result.facets}
          keys={reporting ? FACETS_OF_REPORTS : service === undefined ? FACETS_OF_ALL : FACETS_OF_ONE}
          onFilter={(filter) => update({ filter })}
        />
      </div>
      {timeline && model.size > 0 && (
        <Timeline
          model={model}
          result={result}
          extent={extent}
          range={state.range}
          stackBy={stackBy}
          single={service !== undefined}
          lifetimes={lifetimes}
          zoomed={zoom !== undefined}
          onRange={(range) => update({ range })}
          onExtent={setZoom}
          onStackBy={(stackBy) => update({ stackBy }, true)}
          onSelect={select}
        />
      )}
      {reporting ? (
        <ReportPanelBody
          source={source}
          model={model}
          rows={rows}
          result={result}
          groups={state.lifetimes}
          filter={state.filter}
          compact={compact}
          selected={selected}
          details={details}
          empty={empty()}
          onSelect={select}
          onFilter={(filter) => update({ filter, lifetimes: false }, true)}
        />
      ) : (
        <Split id="details" compact={compact} second={details}>
          {rows.length > 0 ? (
            <LogGrid
              model={model}
              result={result}
              rows={rows}
              toggled={toggled}
              lifetimes={lifetimes}
              newestFirst={state.newestFirst}
              compact={compact}
              allServices={service === undefined}
              selected={selected}
              follow={!paused}
              jump={jump}
              mark={doctor.mark}
              onSelect={select}
              onEnter={(position) => {
                const life = model.lifetime(position);
                if (lifetimes && life !== undefined) toggle(life.span);
              }}
              onToggle={toggle}
              onSort={() => update({ newestFirst: !state.newestFirst }, true)}
              onAway={(isAway) => setSeen(isAway ? rows.length : undefined)}
            />
          ) : (
            empty()
          )}
          {(fresh > 0 || paused) && (
            <button
              type="button"
              className="os-pill"
              onClick={() => {
                setPaused(false);
                setSeen(undefined);
                setJump(jump + 1);
              }}
            >
              {paused ? t.paused : t.newRows(fresh)} {paused ? '▸' : state.newestFirst ? '↑' : '↓'}
              <span className="os-hidden">{paused ? t.resume : t.toNewest}</span>
            </button>
          )}
        </Split>
      )}
    </div>
  );

  function empty(): ReactElement {
    return (
      <LogEmpty
        service={service}
        title={title}
        recording={recording}
        sourceState={result.size === 0 && model.size > 0 ? { phase: 'loading' } : sourceState}
        filtered={state.filter !== '' || state.range !== undefined}
        onShowAll={() => update({ filter: '', range: undefined })}
      />
    );
  }
}

/** A server holds uploaded entries of all services as one type of report. */
const canClear = (source: Source, service: Service | undefined): boolean =>
  source.clear !== undefined &&
  (source.kind !== 'server' || service === undefined || service === 'reporting');

/** `rule:D1` finds the entries that prove what the doctor found. */
const ruleKey = (doctor: DoctorState): FilterKey => ({
  key: 'rule',
  kind: 'exact',
  read: (model, at) => doctor.of(model.entry(at).id).map(({ rule }) => rule),
});

function totalOf(model: LogModel, service: Service | undefined): number {
  if (service === undefined) return model.size;
  return model.countOf(SERVICES.indexOf(service));
}
