import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import type { Source } from '../sources/source.ts';
import type { Export } from '../state/use-export.ts';
import type { PanelActions } from '../state/use-panel-actions.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { useStrings } from '../text/use-strings.ts';
import { OthersChoice } from './OthersChoice.tsx';
import { Toolbar } from './Toolbar.tsx';
import { ViewChoice } from './ViewChoice.tsx';

export interface LogToolbarProps {
  readonly source: Source;
  readonly service: Service | undefined;
  readonly title: string;
  readonly view: ViewControl;
  readonly recording: RecordingControl;
  readonly actions: PanelActions;
  /** Undefined while there is nothing to save. */
  readonly files: Export | undefined;
  /** Entries that Clear would remove, as far as they are loaded. */
  readonly total: number;
  /** Entries that match. */
  readonly shown: number;
  /** Entries of other origins, which are not listed. */
  readonly hidden: number;
  readonly compact: boolean;
  readonly paused: boolean;
  readonly timeline: boolean;
  /** Times are told as how long ago. */
  readonly relative: boolean;
  onPause(): void;
  onTimeline(): void;
  onRelative(): void;
  /** More of it, e.g. the choice of columns. */
  readonly children?: ReactNode;
}

/** What can be done with a log, and how it is listed. */
export function LogToolbar(props: LogToolbarProps): ReactElement {
  const { source, service, actions, files, compact, paused, timeline } = props;
  const { state, update } = props.view;
  const t = useStrings();
  const reporting = service === 'reporting';
  return (
    <Toolbar
      service={service}
      title={props.title}
      recording={props.recording}
      canClear={actions.canClear}
      canSave={files !== undefined}
      canShare={typeof navigator !== 'undefined' && 'share' in navigator}
      onRecord={actions.record}
      onClear={actions.clear}
      total={props.total}
      onServer={source.kind === 'server'}
      shown={props.shown}
      onSave={(kind) => files?.save(kind)}
      onShare={() => files?.share()}
    >
      <ViewChoice
        labels={reporting ? [t.groups, t.single] : [t.lifetimes, t.asDevTools]}
        first={state.lifetimes}
        compact={compact}
        onChange={(lifetimes) => update({ lifetimes }, true)}
      />
      <Button icon={paused ? 'play' : 'pause'} label={paused ? t.resume : t.pause} onClick={props.onPause} />
      <Button icon="timeline" label={t.showTimeline} aria-pressed={timeline} onClick={props.onTimeline} />
      {!reporting && (
        <Button
          icon="clock"
          label={t.relativeTimes}
          aria-pressed={props.relative}
          onClick={props.onRelative}
        />
      )}
      {props.children}
      {source.origin !== undefined && !reporting && !compact && (
        <OthersChoice
          hidden={props.hidden}
          shown={state.others}
          onChange={(others) => update({ others }, true)}
        />
      )}
    </Toolbar>
  );
}
